import { recomputeLine } from '@linli/shared/billing/amount'
import type { BillLine } from '@linli/shared/billing/fee-schema'
import { dueDateOf } from '@linli/shared/billing/periods'
import type { Bill, Payer } from '@linli/shared/billing/schema'
import { sumFen } from '@linli/shared/money'
import { lineFen, type QuoteLine } from '@linli/shared/repairs/quote'
import { loadCommunity } from '../communities/community'
import { loadRoom, sameRoomCheck } from '../communities/rooms'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { deductionMessage } from '../payments/deduction-message'
import { publicationItems } from '../payments/publication-items'
import { derivedId } from '../secrets'
import { feeItemKey, StoredFeeItem } from './fee-item-store'
import { payerSpans } from './payer-spans'
import { publishedMessage } from './published-message'
import { loadBillingState } from './run-store'
import { billItem, shardOf } from './store'

export type RepairCharge = {
  communityId: string
  roomId: string
  repairId: string
  /** 「水管漏水 BX261123-7KQ2M」 */
  name: string
  feeItemId: string
  lines: readonly QuoteLine[]
  /** A tenant who commissioned the work owes it; otherwise whoever owes for the room today. */
  tenant?: { personId: string; name: string } | undefined
}

/**
 * A fee item that a repair can be charged by: a fixed amount, due once, and only where it is said: a run must not charge
 * every room with it. Undefined for any other.
 */
export async function loadChargeItem(
  ctx: Context,
  communityId: string,
  feeItemId: string,
): Promise<StoredFeeItem | undefined> {
  const item = await ctx.db.get(feeItemKey(communityId, feeItemId), StoredFeeItem)
  const fits =
    item?.active === true && item.formula.kind === 'fixed' && item.cycle.kind === 'once' && item.scope === 'assigned'
  return fits ? item : undefined
}

/**
 * The one bill of a repair, for the transaction that confirms it: its id follows from the order, so that there is never a
 * second one. Undefined where nobody is registered who could owe it, or the fee item cannot charge it any more.
 */
export async function chargeRepairItems(
  ctx: Context,
  charge: RepairCharge,
): Promise<{ bill: Bill; writes: Write[] } | undefined> {
  const { communityId, roomId, repairId, feeItemId } = charge
  const [item, room, { developer }, { shards }] = await Promise.all([
    loadChargeItem(ctx, communityId, feeItemId),
    loadRoom(ctx, communityId, roomId),
    loadCommunity(ctx, communityId),
    loadBillingState(ctx, communityId),
  ])
  const period = { from: ctx.today(), to: ctx.today() }
  const payer = charge.tenant ? tenantPays(charge.tenant) : payerSpans(room, developer, period)[0]?.payer
  if (!item || !payer) return undefined
  const lines = charge.lines.map(line => lineOf(line, item, ctx.today()))
  const bill: Bill = {
    billId: derivedId('repair', communityId, repairId),
    communityId,
    object: { type: 'room', id: roomId, code: room.code },
    charged: { type: 'repair', id: repairId, name: charge.name },
    feeItemId,
    feeItemName: `${item.name}（${charge.name}）`,
    nature: item.nature,
    entityId: item.collectingEntityId,
    period,
    rev: 0,
    payer,
    lines,
    amountFen: sumFen(lines.map(line => line.amountFen)),
    dueDate: dueDateOf(item, period, ctx.today()),
    lateFee: item.lateFee,
    state: 'published',
    paidFen: 0,
    lateFeePaidFen: 0,
    publishedAt: ctx.now(),
    runId: derivedId('repair', communityId, repairId),
  }
  return {
    bill,
    writes: [
      { put: billItem(bill, shardOf(roomId, shards)), ifAbsent: true },
      sameRoomCheck(communityId, roomId, room.version),
      ...publicationItems(ctx, communityId, { sourceId: bill.billId, valueDate: ctx.today(), bills: [bill] }),
      ...publishedMessage(ctx, communityId, [bill]),
      deductionMessage(ctx, communityId),
    ],
  }
}

const tenantPays = ({ personId, name }: { personId: string; name: string }): Payer => ({
  kind: 'tenant',
  personIds: [personId],
  name,
})

function lineOf(line: QuoteLine, { formula, rounding }: StoredFeeItem, today: string): BillLine {
  const { part, name, quantity, unit, unitFen } = line
  const bare = {
    from: today,
    to: today,
    formula,
    price: lineFen(line) * 100,
    surchargeFen: 0,
    coefficient: 10_000,
    payablePct: 100,
    time: { whole: 1, parts: [] },
    inputs: { kind: 'work' as const, part, name, quantity, unit, unitFen },
    rounding: { ...rounding, unit: 'fen' as const },
  }
  return { ...bare, ...recomputeLine(bare) }
}
