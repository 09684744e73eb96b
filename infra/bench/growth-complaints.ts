import { countingOf } from '@linli/functions/complaints/count-complaint'
import { complaintPointers, complaintWrites, stepItem, type StoredComplaint } from '@linli/functions/complaints/store'
import { counterWrites } from '@linli/functions/counters'
import { derivedId } from '@linli/functions/secrets'
import { complaintCounters } from '@linli/shared/complaints/figures'
import { repairIdOf } from './growth-repairs'

const at = '2026-11-05T02:00:00.000Z'

/** The statistics' counters of a month: as many in both communities. */
export function* complaintFigureItems(communityId: string): Generator<Record<string, unknown>> {
  const of = { communityId, complaintId: complaintIdOf(0) }
  for (const write of counterWrites(countingOf(of), complaintCounters(complaintOf(communityId, 1)), {}))
    if ('update' in write) yield { ...write.update.key, ...write.update.add }
}

/** As many a day as there are repairs. */
export const complaintIdOf = repairIdOf

/** The i-th complaint: open ones, answered ones and published ones in turns. */
export function* complaintsFrom(communityId: string, i: number): Generator<Record<string, unknown>> {
  const complaint = complaintOf(communityId, i)
  const { complaintId } = complaint
  for (const write of complaintWrites(complaint, undefined)) if ('put' in write) yield write.put
  yield* complaintPointers(complaint)
  yield stepItem(complaint, { stepId: derivedId('step', complaintId), at, event: 'report', by: { kind: 'staff' } }, 1)
}

export const complaintOf = (communityId: string, i: number): StoredComplaint => ({
  complaintId: complaintIdOf(i),
  number: `TS261105-${String(i).padStart(5, '0')}`,
  communityId,
  kind: 'complaint',
  source: 'phone',
  text: '楼道灯坏了没有人管，已经打过两次电话',
  state: i % 2 === 0 ? 'submitted' : 'answered',
  reportedAt: at,
  dueOn: '2026-11-08',
  ...(i % 2 === 1 && {
    answer: { text: '灯已换好', by: '王经理', at },
    published: { title: '楼道照明', measure: '更换线路，每周巡查', at },
  }),
  reopened: 0,
  name: '李小红',
  concerns: [],
  pictures: [],
  timers: {},
  version: 2,
})
