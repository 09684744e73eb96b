import { randomBytes } from 'node:crypto'
import { everCollecting } from '@linli/shared/communities/merchants'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { ulid } from '@linli/shared/ids'
import type { Taken } from '@linli/shared/payments/at-desk-schema'
import type { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import type { JournalLine, Share } from '@linli/shared/payments/schema'
import { beijingDate, instantAt } from '@linli/shared/time'
import type { StoredBill } from '../billing/load-bills'
import { settleBillItems } from '../billing/settle-bills'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { noAccountId } from '../identity/deleted-account'
import { billsAtDesk, freeOfOnlineOrders } from './bills-at-desk'
import { deskLotItem, payersLotItem } from './desk-lots'
import { cashierOf, type NewOrder } from './desk-order'
import { paidOrderWrites } from './desk-writes'
import { roomAndPayer, takenLine } from './held-at-desk'
import { merchantsOf } from './reconciliation-store'
import { shareLines } from './settlement-writes'
import { getOrder } from './store'
import type { StoredEvidence } from './suspense-store'

type Asked = InputOf<typeof reconciliationApi.resolveSuspense>

/**
 * Held money as an order that is paid as it is made, by the channel's own transaction: with its marker and receipt, on the
 * bills that somebody chose, what is left over a prepayment of the room's payer. Late fees count to the day on which the
 * channel took it. Throws payments.amount_changed, mixed_entities, nothing_due, paid_online, no_merchant.
 */
export async function suspenseOrderWrites(ctx: Context, asked: Asked, held: StoredEvidence): Promise<Write[]> {
  const { communityId, roomId, bills = [] } = asked
  if (!roomId) throw new AppError('request.invalid', { fields: [{ path: 'roomId', message: '请选择房屋' }] })
  const { object, payer } = await roomAndPayer(ctx, communityId, roomId, '')
  const valueDate = held.valueDate ?? beijingDate(held.at)
  const found = bills.length > 0 ? await chosenBills(ctx, communityId, { bills, valueDate, heldBy: held.orderId }) : []
  const shares = found.map(({ share }) => share)
  const { suspenseFen: amountFen = 0 } = held
  const restFen = amountFen - shares.reduce((sum, share) => sum + share.principalFen + share.lateFeeFen, 0)
  if (restFen < 0)
    throw new AppError('request.invalid', { fields: [{ path: 'bills', message: '账单比这笔款多，请少选一些' }] })
  const takes: Taken = { kind: 'prepayment', id: ctx.newId(), object, payer, name: '预存款' }
  const order = await orderOf(ctx, communityId, held, {
    valueDate,
    paidBy: payer.name,
    shares,
    entityIds: [...new Set(found.map(({ bill }) => bill.entityId))],
    ...(shares.length === 0 ? { takes } : restFen > 0 && { prepaidFen: restFen, lotIds: new Set([takes.id]) }),
  })
  const rest = { ...order, amountFen: restFen }
  const lines: JournalLine[] = [
    { account: 'channel_cash', amountFen, channel: held.channel },
    ...shares.flatMap(shareLines),
    ...(restFen > 0 ? [takenLine(takes, restFen)] : []),
  ]
  const asRead = new Map(found.map(({ bill }) => [bill.billId, bill]))
  return [
    ...paidOrderWrites(ctx, order, lines, 'settlement'),
    ...settleBillItems(ctx, communityId, order.orderId, shares, order.paidAt, asRead),
    ...(restFen > 0 ? [shares.length === 0 ? deskLotItem(order, takes) : restLot(rest, takes)] : []),
  ]
}

/** What the chosen bills leave, refundable the way it came. */
const restLot = (
  { communityId, orderId, channel, transactionId, entityId, amountFen, paidAt }: NewOrder,
  takes: Taken,
) => {
  const { id: lotId, object, payer } = takes
  const of = { communityId, orderId, channel, transactionId, entityId, object, payer }
  const lot = { lotId, reason: 'desk' as const, ...of, amountFen, leftFen: amountFen, createdAt: paidAt }
  return { put: payersLotItem(lot), ifAbsent: true }
}

type Chosen = { bills: NonNullable<Asked['bills']>; valueDate: string; heldBy: string }

/** As they are now; an order that is open on one of them is closed first, but for the one that this money was meant for. */
async function chosenBills(
  ctx: Context,
  communityId: string,
  { bills, valueDate, heldBy }: Chosen,
): Promise<{ bill: StoredBill; share: Share }[]> {
  const found = await billsAtDesk(ctx, communityId, bills, valueDate)
  const others = found.filter(({ bill }) => bill.payingOrderId !== heldBy)
  const places = others.map(({ bill }) => ({ roomId: bill.object.id, billId: bill.billId }))
  await freeOfOnlineOrders(ctx, communityId, places)
  return found
}

type What = Pick<NewOrder, 'paidBy' | 'shares' | 'takes' | 'prepaidFen' | 'lotIds'> & {
  valueDate: string
  entityIds: string[]
}

async function orderOf(
  ctx: Context,
  communityId: string,
  held: StoredEvidence,
  { valueDate, entityIds, ...what }: What,
): Promise<NewOrder> {
  const [community, before] = await Promise.all([loadCommunity(ctx, communityId), getOrder(ctx, held.orderId)])
  const merchantRef = held.merchantRef ?? before?.merchantRef ?? ''
  const merchant = merchantsOf(community).find(({ ref }) => ref === merchantRef)
  const [entityId = merchant?.entityId, other] = entityIds
  const entity = community.entities.find(each => each.entityId === entityId)
  if (!entity || !merchant) throw new AppError('payments.no_merchant')
  if (other !== undefined || !everCollecting(entity).some(({ ref }) => ref === merchantRef))
    throw new AppError('payments.mixed_entities')
  const { suspenseFen: amountFen = 0 } = held
  return {
    orderId: communityId + ulid(ctx.deps.nowMs(), randomBytes(10)),
    communityId,
    communityName: community.name,
    companyId: community.companyId,
    entityId: entity.entityId,
    entityName: entity.name,
    entityUscc: entity.uscc,
    merchantRef,
    mchid: before?.mchid ?? '',
    appid: before?.appid ?? '',
    channel: held.channel,
    accountId: noAccountId,
    description: '',
    state: 'paid',
    ...what,
    amountFen,
    desk: { ...cashierOf(ctx), number: held.transactionId },
    createdAt: ctx.now(),
    expiresAt: ctx.now(),
    paidAt: instantAt(valueDate, '12:00'),
    paidFen: amountFen,
    transactionId: held.transactionId,
  }
}
