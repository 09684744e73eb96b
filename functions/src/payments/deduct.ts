import { isBoughtAhead } from '@linli/shared/billing/purchase'
import { deductions } from '@linli/shared/payments/deduction'
import * as z from 'zod'
import { byRoom } from '../billing/by-room'
import { openBillsOfRoom } from '../billing/load-bills'
import { viewBill } from '../billing/view-bill'
import { loadCommunity } from '../communities/community'
import { communityContext, type Context, type Deps } from '../context'
import { ConditionFailed } from '../db'
import { endDeduction, keepDeducting, startDeduction } from './deduction-lease'
import { deductionWrites } from './deduction-writes'
import { PayersLot } from './desk-lots'
import { liveLotsKey, lotKey } from './store'

const perPage = 200
const mostTries = 3
/** What one transaction holds beside the lots; the rest waits for the next time. */
const mostBills = 40
const Pointer = z.object({ lotId: z.string(), object: z.object({ id: z.string() }) })

/**
 * Pays open bills from the prepayments of those who owe them, household by household, one worker at a time per community.
 * Only rooms with such money are looked at: it costs what there is of it, not what was published. Bills that somebody is
 * paying online or disputes are left alone. May come any number of times. Throws request.busy while another worker is at it.
 */
export async function deduct(deps: Deps, communityId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const lease = await startDeduction(ctx, communityId)
  let cursor: string | undefined
  do {
    const live = { index: 'gs2' as const, pk: liveLotsKey(communityId), schema: Pointer }
    const page = await ctx.db.query({ ...live, limit: perPage, cursor })
    const rooms = byRoom(page.items, ({ object }) => object.id)
    for (const [roomId, lots] of rooms)
      await deductRoom(
        ctx,
        { communityId, roomId },
        lots.map(({ lotId }) => lotId),
        lease,
      )
    await keepDeducting(ctx, communityId, lease)
    cursor = page.cursor
  } while (cursor !== undefined)
  await endDeduction(ctx, communityId, lease)
}

/** One household: reads, decides and writes again where somebody paid or refunded meanwhile. */
async function deductRoom(
  ctx: Context,
  at: { communityId: string; roomId: string },
  lotIds: string[],
  lease: string,
): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) {
    try {
      await deductOnce(ctx, at, lotIds, lease)
      return
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
}

async function deductOnce(
  ctx: Context,
  { communityId, roomId }: { communityId: string; roomId: string },
  lotIds: string[],
  lease: string,
): Promise<void> {
  const [community, open, found] = await Promise.all([
    loadCommunity(ctx, communityId),
    openBillsOfRoom(ctx, communityId, roomId),
    ctx.db.getMany(
      lotIds.map(lotId => lotKey(communityId, lotId)),
      PayersLot,
    ),
  ])
  const bills = open
    .filter(bill => !bill.payingOrderId && !bill.dispute && !isBoughtAhead(bill, ctx.today()))
    .slice(0, mostBills)
    .map(bill => viewBill(bill, ctx.today()))
  const first = community.entities[0]?.entityId ?? ''
  const lots = found.flatMap(lot => (lot ? [{ ...lot, entityId: entityOf(lot) ?? first }] : []))
  for (const deduction of deductions(bills, lots)) {
    const { writes, marker } = deductionWrites(ctx, community, deduction, { lots, lease })
    await ctx.db.transact(writes, marker)
  }
}

/** What was brought along names no entity: it is the first one's. */
const entityOf = (lot: PayersLot): string | undefined => (lot.reason === 'opening' ? undefined : lot.entityId)
