import { publishedState } from '@linli/shared/billing/bill-state'
import { isLiable } from '@linli/shared/billing/disputes'
import type { prepayApi } from '@linli/shared/billing/prepay-api'
import { monthsOfCycle } from '@linli/shared/billing/purchase'
import type { Bill, BillView, Payer, Purchase } from '@linli/shared/billing/schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { sumFen } from '@linli/shared/money'
import { addDays, maxDate } from '@linli/shared/time'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { sameRoomCheck } from '../communities/rooms'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { publicationItems } from '../payments/publication-items'
import { isAsRead, sourceChecks, sourcesOf } from './bill-sources'
import { CoversOf } from './covers-of'
import { billOf, chargeOf } from './draft-bill'
import { holderItems } from './holders'
import { feeItemKey, loadFeeItem, type StoredFeeItem } from './fee-item-store'
import { ownHome } from './own-bill'
import { type Ahead, householdAhead, linesAhead } from './prepay-offers'
import { loadBillingState } from './run-store'
import { billItem, shardOf } from './store'
import { viewBill } from './view-bill'

type Asked = InputOf<typeof prepayApi.prepayForRoom>

/** The same by a resident, of what they owe or are liable for. */
export async function prepayMine(ctx: Context, asked: Asked): Promise<{ bills: BillView[] }> {
  const { personId } = ownHome(ctx, asked)
  return prepay(ctx, asked, payer => isLiable(personId, { payer }))
}

export const prepayForRoom = (ctx: Context, asked: Asked): Promise<{ bills: BillView[] }> =>
  prepay(ctx, asked, () => true)

/**
 * 预缴: the next `count` bills of a fee item, of the room or of one of its spaces or vehicles, issued at once in one
 * transaction, as the household, the thing and the item are now: a run
 * that comes later finds their days covered. What the item has billed through stays, so that a new price may still begin
 * before the last of these days: it is for the others. Throws payments.amount_changed, record.not_found.
 */
async function prepay(
  ctx: Context,
  { communityId, roomId, feeItemId, thingId, count, amountFen }: Asked,
  isTheirs: (payer: Payer) => boolean,
): Promise<{ bills: BillView[] }> {
  const purchaseId = ctx.newId()
  return deciding(async () => {
    const [item, { developer }, { shards }] = await Promise.all([
      loadFeeItem(ctx, communityId, feeItemId),
      loadCommunity(ctx, communityId),
      loadBillingState(ctx, communityId),
    ])
    const found = await householdAhead(ctx, communityId, roomId, [item])
    const thing = found?.parked.things.find(({ id, type }) => id === thingId && type === item.charges)
    if (!found || (item.charges === undefined ? found.held || thingId !== undefined : !thing))
      throw new AppError('record.not_found')
    const { room, held } = found
    const lines = linesAhead(item, found, developer, ctx.today(), thing).lines.slice(0, count)
    const [first] = lines
    if (!first || !isTheirs(first.payer)) throw new AppError('record.not_found')
    if (lines.length < count || sumFen(lines.map(line => line.amountFen)) !== amountFen)
      throw new AppError('payments.amount_changed')
    const bills = boughtBills(
      ctx,
      item,
      lines.map(line => ({ ...line, roomId, code: room.code, feeItemId, ...(held && { held: true as const }) })),
      purchaseId,
    )
    const [covers, sources] = await Promise.all([
      CoversOf.bills(ctx, bills, held ? [] : [found]),
      sourcesOf(ctx, bills),
    ])
    if (!bills.every(bill => isAsRead(bill, sources) && covers.isUncovered(bill)))
      throw new AppError('payments.amount_changed')
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.prepay',
      objectType: 'room',
      objectId: roomId,
      summary: `${room.code} 预缴 ${bills[0]?.feeItemName} ${count} 张，${bills[0]?.period.from} 至 ${bills.at(-1)?.period.to}，${amountFen} 分`,
    })
    const result = { bills: bills.map(bill => viewBill(bill, ctx.today())) }
    await ctx.db.transact(
      [
        ...bills.map(bill => ({ put: billItem(bill, shardOf(roomId, shards)), ifAbsent: true as const })),
        ...covers.writes(bills),
        ...holderItems(bills).map(put => ({ put })),
        ...(held ? [] : [sameRoomCheck(communityId, roomId, found.version)]),
        ...sourceChecks(bills, sources),
        { check: feeItemKey(communityId, feeItemId), if: { version: item.version } },
        ...publicationItems(ctx, communityId, { sourceId: purchaseId, valueDate: ctx.today(), bills }),
        audit,
        ...idempotencyItems(ctx, result),
      ],
      audit.put,
    )
    return result
  })
}

type Line = Ahead & { roomId: string; code: string; feeItemId: string; held?: true }

/** What is not due yet is not due sooner for being issued now: a postpaid item counts from the end of its period. */
function boughtBills(ctx: Context, item: StoredFeeItem, lines: Line[], purchaseId: string): Bill[] {
  const publishedAt = ctx.now()
  const bills = lines.map(line => {
    const issuedOn = item.timing === 'postpaid' ? maxDate(ctx.today(), addDays(line.period.to, 1)) : ctx.today()
    const state = publishedState(line.amountFen)
    return billOf(chargeOf(item.communityId, line, item, issuedOn), { state, publishedAt, runId: purchaseId })
  })
  const purchase: Purchase = {
    purchaseId,
    ...(item.atOnce && { discount: item.atOnce }),
    rounding: item.rounding,
    monthsEach: monthsOfCycle(item.cycle) ?? 1,
    bills: bills.map(({ billId, amountFen }) => ({ billId, amountFen })),
  }
  return bills.map(bill => ({ ...bill, purchase }))
}
