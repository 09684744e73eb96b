import { createHash, randomBytes, randomInt } from 'node:crypto'
import { beijingDate, beijingTime } from './beijing'
import { type Order, orderKey } from './book'
import type { GatewayContext } from './context'
import { PayError } from './pay-error'

const PREPAY_MS = 2 * 3_600_000
const MINUTE_MS = 60_000
const SEVEN_DAYS_MS = 7 * 86_400_000
const NINETY_DAYS_MS = 90 * 86_400_000

export interface PrepayBody {
  appid: string
  mchid: string
  description: string
  out_trade_no: string
  notify_url: string
  amount: { total: number; currency?: string }
  sub?: { mchid: string; appid?: string | undefined } | undefined
  /** Nobody yet, of a QR. */
  payer?: { openid: string } | undefined
  attach?: string
  time_expire?: string
}

/** JSAPI prepay: the same request again gets a live prepay_id, another request under the number is refused. */
export function prepay(context: GatewayContext, body: PrepayBody): { prepayId: string; order: Order } {
  const key = orderKey(body.mchid, body.out_trade_no)
  const known = context.store.book.orders[key]
  const fingerprint = fingerprintOf(body)
  if (known) refuseReentry(known, fingerprint)
  const order = known ?? createOrder(context.now(), body, fingerprint)
  context.store.book.orders[key] = order
  const now = context.now().getTime()
  const live = order.prepays.find(each => Date.parse(each.until) > now)
  if (live) return { prepayId: live.id, order }
  const stamp = beijingTime(now).replace(/\D/g, '').slice(0, 14)
  const prepayId = `wx${stamp}${randomBytes(10).toString('hex')}`
  order.prepays.push({ id: prepayId, until: new Date(now + PREPAY_MS).toISOString() })
  return { prepayId, order }
}

/** Native 下单: a QR that anybody may scan for two hours; the same request again gets the same one. */
export function placeNative(context: GatewayContext, body: PrepayBody): string {
  const { order } = prepay(context, body)
  order.codeUrl ??= `weixin://wxpay/bizpayurl?pr=${randomBytes(6).toString('base64url')}`
  return order.codeUrl
}

/** Takes the money: once, whoever asks and however often. Queues the notice. */
export function capture(context: GatewayContext, order: Order, couponFen = 0): void {
  if (order.transactionId) return
  const now = context.now()
  order.state = 'SUCCESS'
  order.paidAt = now.toISOString()
  order.couponFen = Math.min(couponFen, order.totalFen - 1)
  order.transactionId = transactionId(now)
  delete order.landsAt
  context.notify(order)
}

/**
 * Close. 202 USERPAYING while the payer's sheet is open. Closing twice, or a number that was never used, answers 204
 * as the real interface does, so a 204 proves nothing about an order that may still be on its way.
 */
export function closeOrder(context: GatewayContext, order: Order | undefined): void {
  if (!order || order.state === 'CLOSED') return
  if (order.transactionId) throw new PayError(400, 'ORDERPAID', '该订单已支付')
  if (order.state === 'USERPAYING') throw new PayError(202, 'USERPAYING', '用户支付中，需要输入密码')
  order.state = 'CLOSED'
  order.closedAt = context.now().toISOString()
}

/** Lands the payments that were still on their way when the merchant closed. */
export function landDue(context: GatewayContext): void {
  const now = context.now().getTime()
  for (const order of Object.values(context.store.book.orders)) {
    if (order.landsAt && order.state === 'CLOSED' && Date.parse(order.landsAt) <= now)
      capture(context, order, order.couponFen)
  }
}

/** The decrypted notice, and the body of a query: a transaction as its merchant sees it. */
export function transactionOf(order: Order): Record<string, unknown> {
  const paid = order.transactionId !== undefined
  const payerFen = order.totalFen - order.couponFen
  return {
    ...(paid ? { transaction_id: order.transactionId } : {}),
    amount: paid
      ? { total: order.totalFen, payer_total: payerFen, currency: 'CNY', payer_currency: 'CNY' }
      : { total: order.totalFen, currency: 'CNY' },
    ...partiesOf(order),
    ...(paid
      ? {
          trade_type: order.codeUrl ? 'NATIVE' : 'JSAPI',
          bank_type: 'OTHERS',
          success_time: beijingTime(new Date(order.paidAt ?? 0)),
        }
      : {}),
    out_trade_no: order.outTradeNo,
    trade_state: order.state,
    trade_state_desc: stateWords[order.state],
    attach: order.attach,
    promotion_detail: order.couponFen > 0 ? [coupon(order.couponFen)] : [],
    ...(paid ? { payer: { [openidName(order)]: order.openid } } : {}),
  }
}

/** Whose order it is, as a merchant of its own or a service provider is told. */
const partiesOf = ({ mchid, appid, sub }: Order) =>
  sub
    ? {
        sp_appid: appid,
        sp_mchid: mchid,
        ...(sub.appid === undefined ? {} : { sub_appid: sub.appid }),
        sub_mchid: sub.mchid,
      }
    : { appid, mchid }

const openidName = ({ sub }: Order) => (!sub ? 'openid' : sub.appid === undefined ? 'sp_openid' : 'sub_openid')

/** 28 digits, as WeChat Pay numbers its transactions. */
export function transactionId(now: Date): string {
  const tail = Array.from({ length: 10 }, () => randomInt(10)).join('')
  return `420000${randomInt(1000, 10_000)}${beijingDate(now).replaceAll('-', '')}${tail}`
}

const stateWords: Record<Order['state'], string> = {
  NOTPAY: '订单未支付',
  USERPAYING: '用户支付中',
  CLOSED: '订单已关闭',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款，退款详情请查询退款单',
}

function refuseReentry(order: Order, fingerprint: string): void {
  if (order.transactionId) throw new PayError(400, 'ORDERPAID', '该订单已支付')
  if (order.state === 'CLOSED') throw new PayError(400, 'ORDER_CLOSED', '该订单已关闭')
  if (order.fingerprint !== fingerprint) throw new PayError(400, 'INVALID_REQUEST', '201 商户订单号重复')
}

function createOrder(now: Date, body: PrepayBody, fingerprint: string): Order {
  const start = now.getTime()
  const asked = body.time_expire ? Date.parse(body.time_expire) : start + SEVEN_DAYS_MS
  const payUntil = Math.min(Math.max(asked, start + MINUTE_MS), start + NINETY_DAYS_MS)
  return {
    outTradeNo: body.out_trade_no,
    mchid: body.mchid,
    appid: body.appid,
    ...(body.sub && { sub: body.sub }),
    openid: body.payer?.openid ?? '',
    description: body.description,
    attach: body.attach ?? '',
    notifyUrl: body.notify_url,
    totalFen: body.amount.total,
    fingerprint,
    createdAt: now.toISOString(),
    payUntil: new Date(payUntil).toISOString(),
    prepays: [],
    state: 'NOTPAY',
    couponFen: 0,
    refunds: [],
  }
}

/** Order of keys and spaces are not part of a request's identity. */
function fingerprintOf(body: PrepayBody): string {
  return createHash('sha256').update(stable(body)).digest('base64')
}

function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${entries
    .map(([name, each]) => `${name}:${stable(each)}`)
    .sort()
    .join()}}`
}

/** A coupon that the merchant is not repaid for (NOCASH): payer_total and 应结订单金额 fall, total does not. */
function coupon(fen: number) {
  return {
    coupon_id: '109519',
    name: '住户优惠券',
    scope: 'GLOBAL',
    type: 'NOCASH',
    amount: fen,
    stock_id: '931386',
    wechatpay_contribute: 0,
    merchant_contribute: fen,
    other_contribute: 0,
    currency: 'CNY',
  }
}
