import { constants, privateDecrypt } from 'node:crypto'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import { beijingTime } from './beijing'
import { type Order, orderKey, type Refund } from './book'
import type { GatewayContext } from './context'
import { type Incoming, json, type Reply } from './http'
import type { GatewayMerchant } from './merchant'
import { transactionId } from './orders'
import { PayError, paramError } from './pay-error'
import { parseJson } from './pay-names'

const MINUTE_MS = 60_000
const YEAR_MS = 365 * 86_400_000
const MOST_PARTS = 50
/** How long a refund is under way here unless a fault says otherwise. */
const USUAL_MS = 1000

const Asked = z.looseObject({
  transaction_id: z.string(),
  sub_mchid: z.string().optional(),
  out_refund_no: z.string().regex(/^[\w\-|*@]{1,64}$/),
  reason: z.string().max(80).optional(),
  notify_url: z.url().optional(),
  amount: z.looseObject({ refund: z.int().min(1), total: z.int().min(1), currency: z.literal('CNY') }),
})

/** 申请退款: the same number with the same sum is the same refund, whatever became of it. */
export async function createRefund(
  context: GatewayContext,
  merchant: GatewayMerchant,
  incoming: Incoming,
): Promise<Reply> {
  const body = valid(Asked, incoming.body)
  const order = ordersOf(context, merchant).find(each => each.transactionId === body.transaction_id)
  if (!order || body.sub_mchid !== merchant.config.sub?.mchid)
    throw new PayError(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
  const known = order.refunds.find(each => each.outRefundNo === body.out_refund_no)
  if (known && known.refundFen !== body.amount.refund)
    throw new PayError(400, 'INVALID_REQUEST', '退款金额与之前申请的不一致')
  const refund = known ?? accept(context, order, body)
  await context.store.save()
  return json(200, refundOf(order, refund))
}

function accept(context: GatewayContext, order: Order, body: z.output<typeof Asked>): Refund {
  const now = context.now().getTime()
  const subject = `${order.outTradeNo} ${body.out_refund_no}`
  const live = order.refunds.filter(each => each.state !== 'CLOSED')
  const gone = live.reduce((sum, each) => sum + each.refundFen, 0)
  if (body.amount.total !== order.totalFen) throw new PayError(400, 'INVALID_REQUEST', '订单金额与之前的不一致')
  if (gone + body.amount.refund > order.totalFen) throw new PayError(400, 'INVALID_REQUEST', '退款金额大于可退金额')
  if (now - Date.parse(order.paidAt ?? '') > YEAR_MS) throw new PayError(400, 'INVALID_REQUEST', '订单已超过可退款期限')
  if (order.refunds.length >= MOST_PARTS) throw new PayError(400, 'INVALID_REQUEST', '退款次数超过限制')
  if (order.refunds.some(each => now - Date.parse(each.acceptedAt) < MINUTE_MS))
    throw new PayError(429, 'FREQUENCY_LIMITED', '同一订单退款间隔不足 1 分钟')
  if (context.faults.take('refund-no-balance', subject)) throw new PayError(403, 'NOT_ENOUGH', '商户余额不足')
  if (context.faults.take('refund-refused', subject))
    throw new PayError(403, 'USER_ACCOUNT_ABNORMAL', '用户账户异常或注销')
  const closed = context.faults.take('refund-closed', subject)
  const abnormal = context.faults.take('refund-abnormal', subject)
  const slow = context.faults.take('refund-processing', subject)
  const refund: Refund = {
    refundId: `50${transactionId(context.now()).slice(2)}`,
    outRefundNo: body.out_refund_no,
    refundFen: body.amount.refund,
    acceptedAt: context.now().toISOString(),
    state: 'PROCESSING',
    ends: closed ? 'CLOSED' : abnormal ? 'ABNORMAL' : 'SUCCESS',
    endsAt: new Date(now + ((closed ?? abnormal ?? slow)?.ms ?? USUAL_MS)).toISOString(),
    ...(body.notify_url && { notifyUrl: body.notify_url }),
  }
  order.refunds.push(refund)
  order.state = 'REFUND'
  return refund
}

/** 查询单笔退款 */
export function queryRefund(
  context: GatewayContext,
  merchant: GatewayMerchant,
  incoming: Incoming,
  outRefundNo: string,
): Reply {
  landRefunds(context)
  const found = find(context, merchant, each => each.outRefundNo === outRefundNo)
  if (!found || (incoming.query.get('sub_mchid') ?? undefined) !== merchant.config.sub?.mchid)
    throw new PayError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
  return json(200, refundOf(found.order, found.refund))
}

const Way = z.looseObject({
  out_refund_no: z.string(),
  type: z.enum(['USER_BANK_CARD', 'MERCHANT_BANK_CARD']),
  bank_type: z.string().optional(),
  bank_account: z.string().optional(),
  real_name: z.string().optional(),
})

/** 发起异常退款: to the payer's card, whose number and name the platform's own key must open, or to the merchant. */
export async function applyAbnormalRefund(
  context: GatewayContext,
  merchant: GatewayMerchant,
  incoming: Incoming,
  refundId: string,
): Promise<Reply> {
  const body = valid(Way, incoming.body)
  const found = find(context, merchant, each => each.refundId === refundId)
  if (found?.refund.outRefundNo !== body.out_refund_no) throw new PayError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
  if (found.refund.state !== 'ABNORMAL') throw new PayError(400, 'INVALID_REQUEST', '退款单状态不是异常')
  if (body.type === 'USER_BANK_CARD') {
    const card = opened(merchant, incoming, body.bank_account)
    if (!body.bank_type || !/^\d{12,24}$/.test(card)) throw paramError('bank_account', '银行卡号不正确')
    if (opened(merchant, incoming, body.real_name) === '') throw paramError('real_name', '此字段为必填项')
  }
  Object.assign(found.refund, {
    state: 'PROCESSING',
    ends: 'SUCCESS',
    endsAt: new Date(context.now().getTime() + USUAL_MS).toISOString(),
  })
  await context.store.save()
  return json(200, refundOf(found.order, found.refund))
}

function opened(merchant: GatewayMerchant, incoming: Incoming, sealed = ''): string {
  const { publicKey, certificates } = merchant.platform
  const key = [publicKey, ...certificates].find(({ serial }) => serial === incoming.headers['wechatpay-serial'])
  if (!key) throw paramError('Wechatpay-Serial', '加密所用的证书序列号不正确')
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING
    return privateDecrypt(
      { key: key.privateKeyPem, padding, oaepHash: 'sha1' },
      Buffer.from(sealed, 'base64'),
    ).toString()
  } catch {
    throw paramError('bank_account', '敏感信息解密失败')
  }
}

/** Brings refunds to their end whose time has come, each with its notice. */
export function landRefunds(context: GatewayContext): void {
  const now = context.now()
  for (const order of Object.values(context.store.book.orders)) {
    for (const refund of order.refunds) {
      if (refund.state !== 'PROCESSING' || !refund.endsAt || Date.parse(refund.endsAt) > now.getTime()) continue
      refund.state = refund.ends ?? 'SUCCESS'
      if (refund.state === 'SUCCESS') refund.succeededAt = now.toISOString()
      delete refund.endsAt
      if (refund.notifyUrl) context.notify(order, refund)
    }
  }
}

/** The body of an answer; amounts in fen. */
function refundOf(order: Order, refund: Refund): Record<string, unknown> {
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    create_time: beijingTime(new Date(refund.acceptedAt)),
    ...(refund.succeededAt && { success_time: beijingTime(new Date(refund.succeededAt)) }),
    status: refund.state,
    funds_account: 'AVAILABLE',
    amount: {
      ...amounts(order, refund),
      currency: 'CNY',
      from: [],
      settlement_refund: refund.refundFen,
      discount_refund: 0,
    },
    promotion_detail: [],
  }
}

/** The decrypted notice: without an appid, and its state is called otherwise than in answers. */
export function refundNews(order: Order, refund: Refund): Record<string, unknown> {
  const { sub } = order
  return {
    ...(sub ? { sp_mchid: order.mchid, sub_mchid: sub.mchid } : { mchid: order.mchid }),
    out_trade_no: order.outTradeNo,
    transaction_id: order.transactionId,
    out_refund_no: refund.outRefundNo,
    refund_id: refund.refundId,
    refund_status: refund.state,
    ...(refund.succeededAt && { success_time: beijingTime(new Date(refund.succeededAt)) }),
    amount: amounts(order, refund),
    user_received_account: '支付用户零钱',
  }
}

/** A voucher's part goes back to the voucher. */
const amounts = (order: Order, { refundFen }: Refund) => ({
  total: order.totalFen,
  refund: refundFen,
  payer_total: order.totalFen - order.couponFen,
  payer_refund: Math.floor((refundFen * (order.totalFen - order.couponFen)) / order.totalFen),
})

const ordersOf = (context: GatewayContext, merchant: GatewayMerchant): Order[] =>
  Object.entries(context.store.book.orders).flatMap(([key, order]) =>
    key === orderKey(merchant.config.mchid, order.outTradeNo) ? [order] : [],
  )

function find(context: GatewayContext, merchant: GatewayMerchant, is: (refund: Refund) => boolean) {
  for (const order of ordersOf(context, merchant)) {
    const refund = order.refunds.find(is)
    if (refund) return { order, refund }
  }
  return undefined
}

function valid<T>(shape: Schema<T>, text: string): T {
  const parsed = shape.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw paramError(issue?.path.join('/') ?? '', issue?.message ?? '格式不正确')
}
