import { loadCommunity } from '../communities/community'
import { communityContext, type Context, type Deps } from '../context'
import { ConditionFailed } from '../db'
import type { Item } from '../db'
import { chargeGivenOf, chargeRoom } from './charge-room'
import { allRooms, namedRooms, type RoomToCharge } from './charged-rooms'
import { draftItems, type RoomDrafts, roomDrafts } from './draft-store'
import { DraftWriter } from './draft-writer'
import { loadFeeItems, type StoredFeeItem } from './fee-item-store'
import { ItemCharges } from './item-charges'
import { meterCharges, readingsIn } from './meter-charges'
import type { Developer } from './payer-spans'
import { poolsIn, shareCharges } from './pool-charges'
import { endWork, renewLease, takeLease } from './run-lease'
import { roomBasis } from './room-basis'
import type { StoredRun } from './run-store'
import { RunTally } from './run-tally'
import { chargedOf, holderRoom } from './things'
import { isCharged, thingCharges } from './thing-charges'
import { termsOf, ThingsToCharge, thingType } from './things-to-charge'
import { unbilledGaps } from './voided-gaps'
import { problems } from './words'

const roomsPerRenewal = 2000

/**
 * Computes a run's drafts, under a lease. Drafts are batch-written into this attempt's own generation; only the write
 * that ends the run makes a generation count, so that a crash, a second worker or one that wakes up late leaves one set.
 * Throws request.busy while another worker is at it.
 */
export async function computeRun(deps: Deps, communityId: string, runId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const run = await takeLease(ctx, communityId, runId, 'computing')
  if (!run) return
  const startedAt = ctx.now()
  const [{ developer }, found] = await Promise.all([
    loadCommunity(ctx, communityId),
    loadFeeItems(ctx, communityId, run.feeItemIds),
  ])
  const items = found.filter(item => item !== undefined)
  const tally = new RunTally(items)
  const shared = items.filter(({ formula }) => formula.kind === 'shared').map(({ feeItemId }) => feeItemId)
  const [pools, things, readings] = await Promise.all([
    poolsIn(ctx, communityId, shared, run),
    ThingsToCharge.of(ctx, communityId, items),
    readingsIn(ctx, communityId, items, run),
  ])
  const charges = items.map(item => {
    const own = pools.get(item.feeItemId)
    const { formula } = item
    if (formula.kind === 'meter') return new ItemCharges(item, meterCharges(readings, formula.meter))
    if (thingType(item)) return new ItemCharges(item, thingCharges(things, item, periodsOfItem(item)))
    return new ItemCharges(item, own && shareCharges(own))
  })
  const writer = new DraftWriter(ctx)
  let done = 0
  for await (const rooms of roomsOf(ctx, run)) {
    for (const each of rooms) {
      things.place(each.room, each.cover)
      await writer.add(draftsOf(run, each, charges, developer, tally, deps.nowMs()))
    }
    const before = done
    done += rooms.length
    if (Math.floor(before / roomsPerRenewal) < Math.floor(done / roomsPerRenewal))
      await renewLease(ctx, run, 'computing', { progress: { done, total: Math.max(done, run.progress.total) } })
  }
  const ofThings = charges.filter(({ item }) => thingType(item))
  for (const holder of things.holders(!run.roomIds))
    await writer.add(draftsOf(run, { room: holderRoom(holder), held: true }, ofThings, developer, tally, deps.nowMs()))
  if (!run.roomIds) await writer.add(ownerless(run, items, things, tally, deps.nowMs()))
  await writer.end()
  const poolIds = [...pools.values()].flat().map(({ pool }) => pool.poolId)
  await finish(ctx, { ...run, computedAt: startedAt, poolIds }, tally, done)
}

const periodsOfItem = (item: StoredFeeItem): ItemCharges['periods'] => {
  const own = new ItemCharges(item)
  return (...asked) => own.periods(...asked)
}

/** What belongs to no room and nobody has nobody who owes: each fails by name, and with it the run. */
function ownerless(
  run: StoredRun,
  items: StoredFeeItem[],
  things: ThingsToCharge,
  tally: RunTally,
  nowMs: number,
): Item[] {
  const period = { from: run.from, to: run.to }
  return things.ownerless().flatMap(thing =>
    items
      .filter(item => isCharged(item, thing))
      .filter(({ scope, feeItemId }) => !scope || termsOf(things.covers.get(thing.id), feeItemId, thing))
      .flatMap(({ feeItemId }) => {
        const charged = chargedOf(thing, true)
        const failed = { period, rev: 0, amountFen: 0, flag: 'failed', problem: problems.noHolder, charged } as const
        const lines = [{ ...failed, lines: [] }]
        tally.add(feeItemId, lines)
        const place = { roomId: thing.id, code: thing.name, basis: '', held: true } as const
        return draftItems(roomDrafts(run, place, nowMs), feeItemId, lines)
      }),
  )
}

async function* roomsOf(ctx: Context, run: StoredRun): AsyncGenerator<RoomToCharge[]> {
  if (run.roomIds) yield await namedRooms(ctx, run.communityId, run.roomIds)
  else yield* allRooms(ctx, run.communityId)
}

function draftsOf(
  run: StoredRun,
  { room, cover, held }: Pick<RoomToCharge, 'room'> & { cover?: RoomToCharge['cover']; held?: true },
  charges: ItemCharges[],
  developer: Developer,
  tally: RunTally,
  nowMs: number,
): Item[] {
  let drafts: RoomDrafts | undefined
  return charges.flatMap(each => {
    const { feeItemId } = each.item
    const lines = each.given
      ? chargeGivenOf(room, each, cover, developer, run)
      : chargeRoom(room, each, cover?.items[feeItemId], developer, run)
    tally.add(feeItemId, lines)
    tally.addGaps(feeItemId, unbilledGaps(room, each, cover, developer, run))
    if (lines.length === 0) return []
    drafts ??= roomDrafts(
      run,
      { ...room, ...(held ? { basis: '', held } : { basis: roomBasis(room, developer, cover) }) },
      nowMs,
    )
    return draftItems(drafts, feeItemId, lines)
  })
}

async function finish(ctx: Context, run: StoredRun, tally: RunTally, rooms: number): Promise<void> {
  const totals = tally.totals()
  const { computedAt, poolIds } = run
  const set = { ...totals, state: 'ready', computedAt, poolIds, progress: { done: rooms, total: rooms } }
  try {
    await endWork(ctx, run, 'computing', { set }, `${totals.count} 张草稿，合计 ${totals.amountFen} 分`)
  } catch (error) {
    // Discarded, or computed by another worker meanwhile: its set counts, this one is never read.
    if (!(error instanceof ConditionFailed)) throw error
  }
}
