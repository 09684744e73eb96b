import { monthEnd } from '@linli/shared/time'
import { roomIdOf } from '../src/communities/rooms'
import { openBillsOfRoom } from '../src/billing/load-bills'
import { listArrears } from '../src/dunning/list-arrears'
import { runDunning } from '../src/dunning/run-dunning'
import { findState } from '../src/dunning/plan-store'
import { startRun } from '../src/dunning/start-run'
import { type Context, makeContext, reaching } from '../src/context'
import { issue, makeFeeItem, makeMeasuredRooms } from './make-billing'
import { type Place, staffActor } from './make'
import type { TestDeps } from './context'

/** Rooms with a bill of 230.00 元 for each of these months, issued on its first day and due on its 28th. Answers their ids. */
export async function makeOwing(
  place: Place,
  deps: TestDeps,
  codes: string[],
  months: string[],
  there: string[] = [],
): Promise<string[]> {
  const known = there.map(code => roomIdOf(place.communityId, code))
  const rooms = [...known, ...(await makeMeasuredRooms(place, codes))]
  const item = await makeFeeItem(place)
  for (const month of months) {
    deps.clock.set(`${month}-01T04:00:00.000Z`)
    const window = { from: `${month}-01`, to: monthEnd(month) }
    await issue(place, { ...window, feeItems: [item], roomIds: rooms })
  }
  return rooms
}

/** A manager of the place, as their session would have them. */
export const managerAt = (place: Place): Context => {
  const actor = staffActor(place.deps, place, 'manager')
  return makeContext(place.deps, actor, [`P#${actor.personId}#`, `C#${place.communityId}#`, `M#${place.companyId}#`])
}

/** One pass over the community, as the clock or a person begins it. */
export async function pass(place: Place, deps: TestDeps, by: 'clock' | 'person' = 'person'): Promise<void> {
  deps.world.settle()
  const ctx = reaching(place.ctx, 'G#dunning#')
  // A plan that was saved has begun one already.
  await startRun(ctx, place.communityId, by).catch(() => undefined)
  const { run } = (await findState(ctx, place.communityId)) ?? {}
  await runDunning(deps, place.communityId, run?.runId ?? '')
  deps.world.settle()
}

/** What a list of arrears shows: codes and sums. */
export async function arrears(place: Place, wish: Omit<Parameters<typeof listArrears>[1], 'communityId'> = {}) {
  const { items } = await listArrears(place.ctx, { communityId: place.communityId, ...wish })
  return items.map(({ object, amountFen, overdueDays }) => [object.code, amountFen, overdueDays] as const)
}

export const billsOf = (place: Place, roomId = '') => openBillsOfRoom(place.ctx, place.communityId, roomId)
