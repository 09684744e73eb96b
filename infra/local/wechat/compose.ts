import * as z from 'zod'
import type { Notice, Order, Refund } from './book'
import type { GatewayContext } from './context'
import type { Fault, FaultKind } from './faults'
import type { GatewayMerchant, PlatformKey } from './merchant'
import { noticeBody, platformKeyOf, signedBody } from './notice'
import { transactionOf } from './orders'
import { refundNews } from './refunds'
import { signText } from './sign'

const UNKNOWN_SERIAL = '5157F09EFDC096DE15EBE81A47057A72FFFFFFFF'

interface Message {
  kind: 'send' | 'lost'
  url: string
  headers: Record<string, string | string[]>
  body: string
  serial: string
  faults: string[]
  /** Copies that follow, each sent once. */
  echoes: { inMs: number; url?: string }[]
}

/** One attempt of a notice: built and signed afresh, then spoiled by whatever faults are armed for it. */
export function composeNotice(
  context: GatewayContext,
  merchant: GatewayMerchant,
  order: Order,
  notice: Notice,
): Message | { kind: 'later'; ms: number } | { kind: 'never' } {
  const used: string[] = []
  const refund = order.refunds.find(each => each.outRefundNo === notice.outRefundNo)
  const subject = refund ? `${refund.outRefundNo} ${refund.refundId}` : `${order.outTradeNo} ${order.transactionId}`
  const take = (kind: FaultKind): Fault | undefined => {
    const fault = notice.once ? undefined : context.faults.take(kind, subject)
    if (fault) used.push(kind)
    return fault
  }
  if (take('drop')) return { kind: 'never' }
  const delay = take('delay')
  if (delay) return { kind: 'later', ms: delay.ms ?? 60_000 }
  const now = context.now()
  const key = platformKeyOf(merchant, take('platform-mode')?.mode ?? currentMode(context, notice))
  const stale = take('stale')
  const at = stale ? new Date(now.getTime() + (stale.seconds ?? -300) * 1000) : now
  const transaction = refund
    ? spoilRefund(refundNews(order, refund), take)
    : spoilTransaction(transactionOf({ ...order, state: 'SUCCESS' }), order, take)
  const event = refund ? refundEvents[refund.state] : undefined
  const body = noticeBody({ merchant, transaction, at: new Date(notice.createdAt), id: notice.id, event })
  const signed = signedBody(key, take('bad-tag') ? breakTag(body) : body, at)
  const duplicate = take('duplicate')
  return {
    kind: take('lose') ? 'lost' : 'send',
    url: take('wrong-path')?.url ?? notice.url,
    headers: spoilHeaders(signed.headers, key, take),
    body: spoilBody(signed.body, take),
    serial: key.serial,
    faults: used,
    echoes: duplicate ? [{ inMs: duplicate.ms ?? 1000, url: duplicate.url }] : [],
  }
}

type Take = (kind: FaultKind) => Fault | undefined

/** During a switch the platform decides, message by message. */
function currentMode(context: GatewayContext, notice: Notice): 'certificate' | 'public-key' {
  const { mode } = context.store.book
  if (mode !== 'mixed') return mode
  return (Number.parseInt(notice.id.slice(0, 2), 16) + notice.tries) % 2 === 0 ? 'certificate' : 'public-key'
}

const refundEvents: Record<Refund['state'], string> = {
  PROCESSING: 'REFUND.SUCCESS',
  SUCCESS: 'REFUND.SUCCESS',
  CLOSED: 'REFUND.CLOSED',
  ABNORMAL: 'REFUND.ABNORMAL',
}

function spoilRefund(news: Record<string, unknown>, take: Take): Record<string, unknown> {
  const amount = take('wrong-amount')
  const mchid = take('wrong-mchid')
  const unknown = take('unknown-order')
  return {
    ...news,
    ...(amount ? { amount: { ...amountsIn(news), refund: amount.fen ?? 1 } } : {}),
    ...(mchid ? { mchid: mchid.value ?? '1699999999' } : {}),
    ...(unknown ? { out_refund_no: unknown.value ?? 'shop_1' } : {}),
  }
}

const amountsIn = ({ amount }: Record<string, unknown>) => z.record(z.string(), z.unknown()).parse(amount)

function spoilTransaction(transaction: Record<string, unknown>, order: Order, take: Take): Record<string, unknown> {
  const amount = take('wrong-amount')
  const currency = take('wrong-currency')
  const mchid = take('wrong-mchid')
  const appid = take('wrong-appid')
  const state = take('wrong-state')
  const unknown = take('unknown-order')
  const totalFen = amount ? (amount.fen ?? order.totalFen + 1) : order.totalFen
  return {
    ...transaction,
    amount: {
      total: totalFen,
      payer_total: amount ? totalFen : order.totalFen - order.couponFen,
      currency: currency ? (currency.value ?? 'USD') : 'CNY',
      payer_currency: 'CNY',
    },
    ...(mchid ? { mchid: mchid.value ?? '1699999999' } : {}),
    ...(appid ? { appid: appid.value ?? 'wx0000000000000000' } : {}),
    ...(state ? { trade_state: state.value ?? 'CLOSED' } : {}),
    ...(unknown ? { out_trade_no: unknown.value ?? `ZZZZZZ${order.outTradeNo.slice(6)}` } : {}),
  }
}

function spoilHeaders(
  headers: Record<string, string>,
  key: PlatformKey,
  take: Take,
): Record<string, string | string[]> {
  const spoiled: Record<string, string | string[]> = { ...headers }
  const signature = headers['Wechatpay-Signature'] ?? ''
  if (take('wrong-signature')) spoiled['Wechatpay-Signature'] = signText(key.privateKeyPem, `forged ${Math.random()}`)
  if (take('signtest')) spoiled['Wechatpay-Signature'] = `WECHATPAY/SIGNTEST/${signature}`
  if (take('wrong-serial')) spoiled['Wechatpay-Serial'] = UNKNOWN_SERIAL
  const missing = take('missing-header')
  if (missing) delete spoiled[missing.header ?? 'Wechatpay-Timestamp']
  const doubled = take('doubled-header')
  if (doubled) {
    const name = doubled.header ?? 'Wechatpay-Signature'
    const value = headers[name] ?? ''
    spoiled[name] = [value, value]
  }
  return spoiled
}

/** What a proxy on the way does to the bytes after they were signed. */
function spoilBody(body: string, take: Take): string {
  let spoiled = body
  if (take('reserialise')) {
    const fields = z.record(z.string(), z.unknown()).parse(JSON.parse(spoiled))
    spoiled = JSON.stringify(Object.fromEntries(Object.entries(fields).reverse()), null, 1)
  }
  if (take('changed-byte')) spoiled = spoiled.replace('支付成功', '支付成工')
  return spoiled
}

/** The ciphertext's last byte, which belongs to the tag. */
function breakTag(body: string): string {
  return body.replace(/("ciphertext":")([^"]+)(")/, (_whole, before: string, text: string, after: string) => {
    const bytes = Buffer.from(text, 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    return `${before}${bytes.toString('base64')}${after}`
  })
}
