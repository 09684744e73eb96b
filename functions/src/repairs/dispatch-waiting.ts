import type { repairsApi } from '@linli/shared/repairs/api'
import { dispatch, rankFor } from '@linli/shared/repairs/dispatch'
import { columnOf } from '@linli/shared/repairs/rules'
import type { OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { communityContext, type Context, type Deps } from '../context'
import { queryAll } from '../query-all'
import { giveTo, loadTaker, told } from './assign'
import { dispatchable, fieldNow } from './field'
import { moveRepair } from './move-repair'
import { loadSettings } from './settings'
import { loadRepair, type OfRepair, repairsIn, StoredRepair } from './store'

type Outcome = OutputOf<typeof repairsApi.dispatchWaiting>

/** So many at a time, the most urgent first: each is a transaction of its own. At the start of a shift nobody waits for it. */
const atOnce = 50
const atShift = 200

/**
 * Gives out what waits, by one plan over all of it: each to somebody with why, or to nobody with why. What somebody else was
 * faster with is left out; again is a plan for what is left.
 */
export const dispatchWaiting = (ctx: Context, { communityId }: { communityId: string }): Promise<Outcome> =>
  giveOut(ctx, communityId, atOnce)

async function giveOut(ctx: Context, communityId: string, most: number): Promise<Outcome> {
  const pk = repairsIn(communityId, 'waiting')
  const [waiting, field] = await Promise.all([
    queryAll(ctx.db, { index: 'gs1', pk, schema: StoredRepair }, most),
    fieldNow(ctx, communityId),
  ])
  const now = ctx.now()
  const { assignments, unassigned } = dispatch(
    waiting.map(repair => dispatchable(repair, now)),
    field,
  )
  const numberOf = new Map(waiting.map(({ repairId, number }) => [repairId, number]))
  const outcome: Outcome = {
    given: [],
    left: unassigned.map(({ repairId, why }) => ({ repairId, number: numberOf.get(repairId) ?? '', why })),
  }
  for (const { repairId, personId, why } of assignments) {
    const name = await give(ctx, { communityId, repairId }, personId, why)
    if (name) outcome.given.push({ repairId, number: numberOf.get(repairId) ?? '', name, why })
  }
  return outcome
}

/** Whose it is now; undefined where it was no longer to be given, or they no longer take any. */
async function give(ctx: Context, of: OfRepair, personId: string, why: string): Promise<string | undefined> {
  try {
    const taker = await loadTaker(ctx, of.communityId, personId)
    await moveRepair(ctx, of, 'assign', () => ({ set: giveTo(ctx, of, taker), text: told(taker, why) }))
    return taker.name
  } catch (error) {
    if (error instanceof AppError && error.code === 'repairs.refused') return undefined
    throw error
  }
}

/**
 * Automatic dispatch of one order that waits: where the community wants it, and of every emergency. Nobody who fits leaves it
 * to the dispatcher; so does whoever was faster.
 */
export async function autoDispatch(deps: Deps, of: OfRepair): Promise<void> {
  const ctx = communityContext(deps, of.communityId)
  const [repair, { autoDispatch: isOn }] = await Promise.all([loadRepair(ctx, of), loadSettings(ctx, of.communityId)])
  if (columnOf(repair.state) !== 'waiting' || !(isOn || repair.emergency)) return
  const ranked = rankFor(dispatchable(repair, ctx.now()), await fieldNow(ctx, of.communityId))
  for (const { worker, fits, why } of ranked.slice(0, mostTried))
    if (!fits || (await give(ctx, of, worker.personId, why))) return
}
/** Somebody whose card is older than their dismissal is passed over. */
const mostTried = 3

/** Of all that waits, when somebody comes on shift or a shift of the plan begins, where the community wants it. */
export async function dispatchOnShift(deps: Deps, { communityId }: { communityId: string }): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const { autoDispatch } = await loadSettings(ctx, communityId)
  if (autoDispatch) await giveOut(ctx, communityId, atShift)
}
