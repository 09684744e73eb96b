import { Flag, type ItemTotal } from '@linli/shared/billing/schema'
import { sumFen } from '@linli/shared/money'
import { maxDate } from '@linli/shared/time'
import type * as z from 'zod'
import { loadCommunity } from '../communities/community'
import { communityContext, type Context, type Deps } from '../context'
import { ConditionFailed } from '../db'
import type { Item } from '../db'
import { Lanes } from '../lanes'
import { chargeRoom, type RunLine } from './charge-room'
import { allRooms, namedRooms, type RoomToCharge } from './charged-rooms'
import { draftItems, roomDrafts } from './draft-store'
import { loadFeeItems, type StoredFeeItem } from './fee-item-store'
import { ItemCharges } from './item-charges'
import type { Developer } from './payer-spans'
import { endWork, renewLease, takeLease } from './run-lease'
import { roomBasis } from './room-basis'
import type { RunItem, StoredRun } from './run-store'
import { GapTally, voidedGaps } from './voided-gaps'

const perBatch = 25
const lanes = 8
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
  const tally = new Tally(items)
  const charges = items.map(item => new ItemCharges(item))
  const writer = new DraftWriter(ctx)
  let done = 0
  for await (const rooms of roomsOf(ctx, run)) {
    for (const each of rooms) await writer.add(draftsOf(run, each, charges, developer, tally, deps.nowMs()))
    const before = done
    done += rooms.length
    if (Math.floor(before / roomsPerRenewal) < Math.floor(done / roomsPerRenewal))
      await renewLease(ctx, run, 'computing', { progress: { done, total: Math.max(done, run.progress.total) } })
  }
  await writer.end()
  await finish(ctx, { ...run, computedAt: startedAt }, tally, done)
}

async function* roomsOf(ctx: Context, run: StoredRun): AsyncGenerator<RoomToCharge[]> {
  if (run.roomIds) yield await namedRooms(ctx, run.communityId, run.roomIds)
  else yield* allRooms(ctx, run.communityId)
}

function draftsOf(
  run: StoredRun,
  { room, cover }: RoomToCharge,
  charges: ItemCharges[],
  developer: Developer,
  tally: Tally,
  nowMs: number,
): Item[] {
  const drafts = roomDrafts(run, { ...room, basis: roomBasis(room, developer, cover) }, nowMs)
  return charges.flatMap(each => {
    const { feeItemId } = each.item
    const lines = chargeRoom(room, each, cover?.items[feeItemId], developer, run)
    tally.add(feeItemId, lines)
    tally.addGaps(feeItemId, voidedGaps(room, each, cover?.items[feeItemId], developer, run.from))
    return draftItems(drafts, feeItemId, lines)
  })
}

async function finish(ctx: Context, run: StoredRun, tally: Tally, rooms: number): Promise<void> {
  const totals = tally.totals()
  const set = { ...totals, state: 'ready', computedAt: run.computedAt, progress: { done: rooms, total: rooms } }
  try {
    await endWork(ctx, run, 'computing', { set }, `${totals.count} 张草稿，合计 ${totals.amountFen} 分`)
  } catch (error) {
    // Discarded, or computed by another worker meanwhile: its set counts, this one is never read.
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** Writes drafts in full batches, some at a time. */
class DraftWriter {
  readonly #lanes = new Lanes(lanes)
  #batch: { put: Item }[] = []

  constructor(readonly ctx: Context) {}

  async add(items: Item[]): Promise<void> {
    for (const item of items) {
      this.#batch.push({ put: item })
      if (this.#batch.length === perBatch) await this.#write()
    }
  }

  async end(): Promise<void> {
    if (this.#batch.length > 0) await this.#write()
    await this.#lanes.drained()
  }

  #write(): Promise<void> {
    const batch = this.#batch
    this.#batch = []
    return this.#lanes.add(() => this.ctx.db.writeMany(batch))
  }
}

/** What a run amounts to, counted while it is computed. */
class Tally {
  readonly #items: Map<string, z.infer<typeof ItemTotal> & { item: StoredFeeItem; lastDay?: string }>
  readonly #gaps = new GapTally()
  readonly #flags = new Map<string, number>(Flag.options.map(flag => [flag, 0]))

  constructor(items: StoredFeeItem[]) {
    const none = { count: 0, amountFen: 0, previousFen: 0 }
    this.#items = new Map(
      items.map(item => [item.feeItemId, { feeItemId: item.feeItemId, name: item.name, ...none, item }]),
    )
  }

  add(feeItemId: string, lines: RunLine[]): void {
    const total = this.#items.get(feeItemId)
    if (!total) return
    for (const { flag, amountFen, previousFen = 0, period } of lines) {
      if (flag) this.#flags.set(flag, (this.#flags.get(flag) ?? 0) + 1)
      if (flag === 'failed') continue
      total.count++
      total.amountFen += amountFen
      total.previousFen += previousFen
      total.lastDay = maxDate(total.lastDay ?? period.to, period.to)
    }
  }

  addGaps(feeItemId: string, gaps: ReturnType<typeof voidedGaps>): void {
    if (gaps.length > 0) this.#gaps.add(this.#items.get(feeItemId)?.name ?? '', gaps)
  }

  totals() {
    const all = [...this.#items.values()]
    const items: RunItem[] = all.map(({ item, lastDay }) => ({
      feeItemId: item.feeItemId,
      name: item.name,
      nature: item.nature,
      collectingEntityId: item.collectingEntityId,
      timing: item.timing,
      dueDays: item.dueDays,
      lateFee: item.lateFee,
      version: item.version,
      ...(lastDay && { lastDay }),
    }))
    return {
      count: all.reduce((sum, { count }) => sum + count, 0),
      amountFen: sumFen(all.map(({ amountFen }) => amountFen)),
      previousFen: sumFen(all.map(({ previousFen }) => previousFen)),
      flags: Object.fromEntries(this.#flags),
      voidedGaps: this.#gaps.total(),
      byItem: all.map(({ item: _item, lastDay: _lastDay, ...total }) => total),
      items,
    }
  }
}
