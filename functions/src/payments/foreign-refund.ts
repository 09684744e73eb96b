import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { refundApi } from '@linli/shared/payments/refund-api'
import { beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { derivedId } from '../secrets'
import { cashierOf } from './desk-order'
import { officeOrder } from './receipts'
import { refundableFen } from './refund-rules'
import { refundIdOf, refundedAsRead, refundItem, refundsOfOrder, type StoredRefund } from './refund-store'
import { refundNumberItems } from './refund-numbers'
import { type AskedParts, leftOfShares } from './refunded-shares'
import { ofBills, paidShares } from './request-refund'
import { startItems } from './start-refund'
import { elsewhereOf } from './note-foreign-refund'
import { evidenceKey, orderKey, type StoredOrder } from './store'

/**
 * Records a refund that was made in the channel's console, by its number there: the channel is asked, and its sum taken off
 * the bills. It is on its way or there already, so no second person is asked. Throws record.not_found where the channel knows
 * no such refund of this order, payments.refund_too_much where the bills do not come to its sum.
 */
export async function recordForeignRefund(
  asking: Context,
  input: InputOf<typeof refundApi.recordForeignRefund>,
  also: Write[] = [],
): Promise<StoredRefund> {
  const ctx = reaching(asking, 'G#open-refunds#')
  const { communityId, orderId, outRefundNo, bills, reason } = input
  if (refundIdOf(outRefundNo)) throw new AppError('record.not_found')
  const { merchantRef } = await officeOrder(ctx, { communityId, orderId })
  const said = await ctx.deps.pay.queryRefund(merchantRef, { orderId, outRefundNo })
  if (said === 'unknown_refund' || said.state === 'closed') throw new AppError('record.not_found')
  const refundId = derivedId('refund', orderId, outRefundNo)
  return deciding(async () => {
    const order = await officeOrder(ctx, { communityId, orderId })
    if (said.transactionId !== undefined && said.transactionId !== order.transactionId)
      throw new AppError('record.not_found')
    const what = await ofBills(ctx, order, { bills: bills ?? (await firstBills(ctx, order, said.amountFen)) })
    if (what.amountFen !== said.amountFen || what.amountFen > refundableFen(order))
      throw new AppError('payments.refund_too_much', { message: sumsDiffer })
    const refund: Omit<StoredRefund, 'pk' | 'sk'> = {
      refundId,
      orderId,
      communityId,
      channel: order.channel,
      ...what,
      ...cashierOf(ctx),
      reason,
      at: ctx.now(),
      state: 'accepted',
      outRefundNo,
      merchantRef,
      isForeign: true,
      ...(said.channelRefundId && { channelRefundId: said.channelRefundId }),
      ...(said.acceptedAt && { acceptedAt: said.acceptedAt }),
      steps: [{ at: ctx.now(), state: 'accepted', by: cashierOf(ctx).cashierName, note: '在商户平台上退的款' }],
      tries: 0,
    }
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.record_foreign_refund',
      objectType: 'order',
      objectId: orderId,
      summary: `登记商户平台退款 ${refund.amountFen} 分：${reason}（${beijingDate(said.succeededAt ?? ctx.now())}）`,
    })
    const reserved = {
      key: orderKey(orderId),
      set: {
        refundReservedFen: (order.refundReservedFen ?? 0) + refund.amountFen,
        refundsAsked: (order.refundsAsked ?? 0) + 1,
      },
    }
    await ctx.db.transact(
      [
        {
          update: reserved,
          if: { state: 'paid', ...refundedAsRead(order), accountId: order.accountId },
        },
        refundItem(refund),
        ...refundNumberItems(refund).map(put => ({ put })),
        ...(await registered(ctx, order, refund)),
        ...(await startItems(ctx, refund)),
        audit,
        ...also,
        ...idempotencyItems(ctx, refund),
      ],
      audit.put,
    )
    return { ...refund, pk: '', sk: '' }
  })
}

/**
 * What a query told of this payment, and the list of what does not fit waits for: explained once all that it named is
 * registered. A provider that names no sum is explained by the first.
 */
async function registered(
  ctx: Context,
  order: StoredOrder,
  { amountFen, outRefundNo }: Pick<StoredRefund, 'amountFen' | 'outRefundNo'>,
): Promise<Write[]> {
  const { communityId, channel, transactionId = '', refundedFen = 0, refundReservedFen = 0 } = order
  const knownFen = refundedFen + refundReservedFen + amountFen
  // The query's word of the payment, and a notice of this very refund.
  const names = new Set([elsewhereOf(transactionId), outRefundNo.slice(0, 64)])
  const keys = [...names].map(name => evidenceKey(communityId, channel, name))
  const told = await ctx.db.getMany(keys, Told)
  return keys.flatMap((key, i): Write[] => {
    const each = told[i]
    if (!each || each.released || (each.backFen !== undefined && knownFen < each.backFen)) return []
    return [{ update: { key, set: { released: true }, remove: ['gs1pk', 'gs1sk'] }, if: { released: undefined } }]
  })
}
const Told = z.object({ backFen: z.number().int().optional(), released: z.boolean().optional() })

/** Nobody said which bills: the first of the order, as far as the sum goes. */
async function firstBills(ctx: Context, order: StoredOrder, amountFen: number): Promise<AskedParts> {
  let restFen = amountFen
  return leftOfShares(await paidShares(ctx, order), await refundsOfOrder(ctx, order.orderId)).flatMap(
    ({ share, principalFen, lateFeeFen }) => {
      const fen = Math.min(restFen, principalFen + lateFeeFen)
      restFen -= fen
      return fen > 0 ? [{ billId: share.billId, amountFen: fen }] : []
    },
  )
}

const sumsDiffer = '账单的金额加起来和商户平台上退的不一样，请核对'
