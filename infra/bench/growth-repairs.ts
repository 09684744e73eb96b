import { pointersOf, repairItem, repairWrites, stepItem, type StoredRepair } from '@linli/functions/repairs/store'
import { workerKey } from '@linli/functions/repairs/workers'
import { counterWrites } from '@linli/functions/counters'
import { countingOf } from '@linli/functions/repairs/figure-store'
import { derivedId } from '@linli/functions/secrets'
import { ulid } from '@linli/shared/ids'
import { type Counters, countersOf } from '@linli/shared/repairs/figures'
import { addMinutes } from '@linli/shared/time'
import { liftId } from './growth-cases'
import { roomOf } from './rooms'

const at = '2026-11-05T02:00:00.000Z'
const skills = ['plumbing', 'lift']

/** Twenty orders a day, back from then: lists by month and by number rest on the time in an id. */
const reportedAtOf = (i: number) => addMinutes(at, -Math.floor(i / 20) * 1_440)
export const repairIdOf = (i: number) => {
  const tail = new Uint8Array(10)
  new DataView(tail.buffer).setUint32(0, i)
  return ulid(Date.parse(reportedAtOf(i)), tail)
}

const finish = (personId: string) => ({ personId, at, min: 90, late: false })

/** The i-th room's order: open ones of its household and of what all share, and ended ones, in turns. */
function orderOf(communityId: string, i: number, workerId: string): StoredRepair {
  const { roomId, code } = roomOf(communityId, i)
  const [building = ''] = code.split('-')
  const states = ['submitted', 'assigned', 'closed'] as const
  const state = states[i % states.length] ?? 'closed'
  const place =
    i % 2 === 0
      ? { kind: 'room' as const, roomId, code, building }
      : { kind: 'public' as const, placeId: liftId, building, spot: '1 号电梯' }
  return {
    repairId: repairIdOf(i),
    number: `BX261105-${String(i).padStart(5, '0')}`,
    communityId,
    kind: i % 2 === 0 ? 'water' : 'lift',
    emergency: false,
    place,
    text: '厨房水管漏水，从昨天晚上开始的',
    source: 'mini_program',
    state,
    reportedAt: reportedAtOf(i),
    respondBy: at,
    finishBy: at,
    ...(state !== 'submitted' && { assignee: { personId: workerId, name: '李强', at } }),
    ...(state === 'closed' && {
      doneAt: at,
      confirmedAt: at,
      endedAt: at,
      revisit: { state: 'due' as const, dueAt: at, tries: 0 },
      tally: { responded: { min: 30, late: false }, finishes: [finish(workerId)], pauses: 0, stoodMin: 0 },
      work: { minutes: 40, materials: [{ name: '角阀', unit: '个', quantity: 1, costFen: 1_250 }] },
      costs: { labourFen: 5_000, materialFen: 1_250, outsideFen: 0 },
    }),
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
}

/** The same with all that lists and its history hold of it. */
export function* repairsOf(communityId: string, i: number, workerId: string): Generator<Record<string, unknown>> {
  const repair = orderOf(communityId, i, workerId)
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

/** The statistics' counters: as long as there are buildings, kinds and months, and these are as many in both communities. */
export function* repairFigureItems(communityId: string, workerId: string): Generator<Record<string, unknown>> {
  const sums: Counters = {}
  for (let i = 0; i < 60; i++) {
    const order = orderOf(communityId, i, workerId)
    const counters = countersOf({ ...order, place: { ...order.place, building: String((i % 20) + 1) } })
    for (const [name, by] of Object.entries(counters)) sums[name] = (sums[name] ?? 0) + by
  }
  const of = { communityId, repairId: repairIdOf(0) }
  for (const write of counterWrites(countingOf(of), sums, {}))
    if ('update' in write) yield { ...write.update.key, ...write.update.add }
}

/** Who repairs: the office person who asks is one of them. */
export const workerItems = (communityId: string, personId: string, count = 30) =>
  Array.from({ length: count }, (_, i) => {
    const id = i === 0 ? personId : derivedId('worker', communityId, i)
    const card = { name: `师傅${i}`, skills, areas: [], shifts: [], onShift: true, active: true, version: 1 }
    return { ...workerKey(communityId, id), personId: id, ...card }
  })
