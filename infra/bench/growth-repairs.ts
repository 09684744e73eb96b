import { pointersOf, repairItem, repairWrites, stepItem, type StoredRepair } from '@linli/functions/repairs/store'
import { workerKey } from '@linli/functions/repairs/workers'
import { derivedId } from '@linli/functions/secrets'
import { roomOf } from './rooms'

const at = '2026-11-05T02:00:00.000Z'
const skills = ['plumbing', 'lift']

export const repairIdOf = (communityId: string, i: number) => derivedId('repair-order', communityId, i)

/** The i-th room's order: open ones of its household and of what all share, and ended ones, in turns. */
export function* repairsOf(communityId: string, i: number, workerId: string): Generator<Record<string, unknown>> {
  const { roomId, code } = roomOf(communityId, i)
  const [building = ''] = code.split('-')
  const states = ['submitted', 'assigned', 'closed'] as const
  const state = states[i % states.length] ?? 'closed'
  const place =
    i % 2 === 0
      ? { kind: 'room' as const, roomId, code, building }
      : { kind: 'public' as const, building, spot: '1 号电梯' }
  const repair: StoredRepair = {
    repairId: repairIdOf(communityId, i),
    number: `BX261105-${String(i).padStart(5, '0')}`,
    communityId,
    kind: i % 2 === 0 ? 'water' : 'lift',
    emergency: false,
    place,
    text: '厨房水管漏水，从昨天晚上开始的',
    source: 'mini_program',
    state,
    reportedAt: at,
    respondBy: at,
    finishBy: at,
    ...(state !== 'submitted' && { assignee: { personId: workerId, name: '李强', at } }),
    ...(state === 'closed' && { doneAt: at, confirmedAt: at, endedAt: at }),
    quotes: [],
    urges: 0,
    reopened: 0,
    followers: 0,
    pictures: [],
    roomId,
    reporter: { name: '李小红' },
    timers: {},
    held: {},
    version: 3,
  }
  yield repairItem(repair)
  for (const write of [...repairWrites(repair, undefined).slice(1), ...pointersOf(repair)])
    if ('put' in write) yield write.put
  const step = {
    stepId: derivedId('step', repair.repairId),
    at,
    event: 'report' as const,
    by: { kind: 'resident' as const },
  }
  yield stepItem(repair, step, 1)
}

/** Who repairs: the office person who asks is one of them. */
export const workerItems = (communityId: string, personId: string, count = 30) =>
  Array.from({ length: count }, (_, i) => {
    const id = i === 0 ? personId : derivedId('worker', communityId, i)
    const card = { name: `师傅${i}`, skills, areas: [], shifts: [], onShift: true, active: true, version: 1 }
    return { ...workerKey(communityId, id), personId: id, ...card }
  })
