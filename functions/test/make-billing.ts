import type { Cycle, FeeItemWithTariffs, Nature, Tariff, Timing } from '@linli/shared/billing/fee-schema'
import type { Formula } from '@linli/shared/billing/formula-schema'
import type { BillingRun } from '@linli/shared/billing/run-schema'
import { addTariff } from '../src/billing/add-tariff'
import { computeRun } from '../src/billing/compute-run'
import { createFeeItem } from '../src/billing/create-fee-item'
import { publishBills } from '../src/billing/publish-bills'
import { publishRun } from '../src/billing/publish-run'
import { loadRun } from '../src/billing/run-store'
import { startRun } from '../src/billing/start-run'
import type { Room } from '@linli/shared/communities/schema'
import { loadRoom } from '../src/communities/rooms'
import { updateRoom } from '../src/communities/update-room'
import { makeRoom, type Place } from './make'

/** Rooms of 100 m² with an owner each; answers their ids. */
export async function makeMeasuredRooms(place: Place, codes: string[]): Promise<string[]> {
  const roomIds: string[] = []
  for (const code of codes)
    roomIds.push((await makeRoom(place, { code, ownerName: `业主 ${code}`, areas: { built: 10_000 } })).roomId)
  return roomIds
}

/** The room has another area from now on, in 1/100 m². */
export async function measureAgain({ ctx, communityId }: Place, roomId = '', built = 8950): Promise<Room> {
  const { version, status } = await loadRoom(ctx, communityId, roomId)
  return updateRoom(ctx, { communityId, roomId, version, status, areas: { built } })
}

type FeeItemWish = {
  scope?: 'assigned'
  charges?: 'space' | 'vehicle'
  name?: string
  cycle?: Cycle
  timing?: Timing
  formula?: Formula
  nature?: Nature
  lateFee?: FeeItemWithTariffs['lateFee']
  onTimeBp?: number
  prepayMonths?: number
  /** In 1/10,000 yuan; 2.30 元 unless said otherwise. */
  price?: number
  bands?: Tariff['bands']
  /** The tariff's first day. */
  from?: string
}

/** A fee item with one open tariff: 物业费, 2.30 元 per built m² and month, prepaid. */
export async function makeFeeItem(
  { ctx, communityId, community }: Place,
  wish: FeeItemWish = {},
): Promise<FeeItemWithTariffs> {
  const item = await createFeeItem(ctx, {
    communityId,
    name: wish.name ?? '物业费',
    formula: wish.formula ?? { kind: 'area', area: 'built' },
    cycle: wish.cycle ?? { kind: 'month' },
    timing: wish.timing ?? 'prepaid',
    rounding: { mode: 'half_up', unit: 'fen' },
    nature: wish.nature ?? 'own_revenue',
    invoiceable: true,
    collectingEntityId: community.entities[0]?.entityId ?? '',
    dueDays: 27,
    lateFee: wish.lateFee ?? null,
    ...(wish.onTimeBp && { onTimeBp: wish.onTimeBp }),
    ...(wish.prepayMonths && { prepayMonths: wish.prepayMonths }),
    ...(wish.scope && { scope: wish.scope }),
    ...(wish.charges && { charges: wish.charges }),
    active: true,
  })
  return addTariff(ctx, {
    communityId,
    feeItemId: item.feeItemId,
    from: wish.from ?? '2020-01-01',
    price: wish.price ?? 23_000,
    ...(wish.bands && { bands: wish.bands }),
    ground: { kind: 'contract', text: '物业服务合同 第八条' },
  })
}

type Window = { from: string; to: string; feeItems: { feeItemId: string }[]; roomIds?: string[] }

/** A run whose drafts are computed and wait for review. */
export async function makeRun(place: Place, { feeItems, ...window }: Window): Promise<BillingRun> {
  const { deps, ctx, communityId } = place
  const feeItemIds = feeItems.map(({ feeItemId }) => feeItemId)
  const { runId } = await startRun(ctx, { communityId, ...window, feeItemIds })
  await computeRun(deps, communityId, runId)
  return loadRun(ctx, communityId, runId)
}

/** Publishes a run as it was reviewed, to its end. */
export async function publish({ deps, ctx, communityId }: Place, run: BillingRun): Promise<BillingRun> {
  await publishRun(ctx, { communityId, runId: run.runId, count: run.count, amountFen: run.amountFen })
  await publishBills(deps, communityId, run.runId)
  return loadRun(ctx, communityId, run.runId)
}

/** Bills of a window, issued. */
export const issue = async (place: Place, window: Window): Promise<BillingRun> =>
  publish(place, await makeRun(place, window))
