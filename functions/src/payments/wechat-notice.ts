import { createDecipheriv, createPublicKey, createVerify, type KeyObject } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Merchant } from '../env-shapes'
import type { Trade } from './pay-gateway'

/** The headers of a notice that are signed or name the key (WeChat Pay v3 签名验证). */
export type NoticeHeaders = { timestamp: string; nonce: string; signature: string; serial: string }

const maxAgeSeconds = 300

/** The four headers, each there exactly once. Throws payments.bad_signature. */
export function readHeaders(get: (name: string) => string | undefined): NoticeHeaders {
  const one = (name: string, form: RegExp) => {
    const value = get(`wechatpay-${name}`)
    // A doubled header arrives joined by a comma, which no form allows.
    if (value === undefined || !form.test(value)) throw new AppError('payments.bad_signature')
    return value
  }
  return {
    timestamp: one('timestamp', /^\d{9,11}$/),
    nonce: one('nonce', /^[\w-]{1,64}$/),
    signature: one('signature', /^[A-Za-z0-9+/]{300,800}={0,2}$/),
    serial: one('serial', /^[\w-]{8,64}$/),
  }
}

/** A replayed or misdated message: 300 s or more away, either side. Throws payments.bad_signature. */
export function checkAge(headers: NoticeHeaders, nowMs: number): void {
  if (Math.abs(nowMs / 1000 - Number(headers.timestamp)) >= maxAgeSeconds) throw new AppError('payments.bad_signature')
}

/** RSA-SHA256 over `timestamp\nnonce\nbody\n`, on the bytes as they came. Throws payments.bad_signature. */
export function checkSignature(headers: NoticeHeaders, rawBody: string, key: KeyObject): void {
  const signed = `${headers.timestamp}\n${headers.nonce}\n${rawBody}\n`
  const good = createVerify('RSA-SHA256').update(signed).verify(key, headers.signature, 'base64')
  if (!good) throw new AppError('payments.bad_signature')
}

/** Signed or sealed by a key that is not among ours: either a forgery, or our keys were changed. */
export class UnknownKey extends AppError {
  constructor(cause?: unknown) {
    super('payments.bad_signature', { cause })
  }
}

const Sealed = z.object({
  algorithm: z.literal('AEAD_AES_256_GCM'),
  ciphertext: z.string(),
  nonce: z.string(),
  associated_data: z.string().default(''),
})
export const Notice = z.object({ id: z.string(), event_type: z.string(), resource: Sealed })

/**
 * AES-256-GCM with its tag checked, by whichever of the merchant's keys it was sealed with. Throws UnknownKey, also
 * when a bit was changed.
 */
export function decrypt(sealed: z.infer<typeof Sealed>, { apiV3Key, otherApiV3Keys }: ApiKeys): string {
  let cause: unknown
  for (const key of [apiV3Key, ...otherApiV3Keys]) {
    try {
      return open(sealed, key)
    } catch (error) {
      cause = error
    }
  }
  throw new UnknownKey(cause)
}
export type ApiKeys = Pick<Merchant, 'apiV3Key' | 'otherApiV3Keys'>

function open(sealed: z.infer<typeof Sealed>, apiV3Key: string): string {
  const bytes = Buffer.from(sealed.ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, Buffer.from(sealed.nonce), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(sealed.associated_data)).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
}

/** What a payment notice or an order query says (支付通知, 查询订单), 直连 or 服务商 (sp_, sub_). Amounts in fen. */
export const WechatTrade = z.object({
  mchid: z.string().optional(),
  appid: z.string().optional(),
  sp_mchid: z.string().optional(),
  sp_appid: z.string().optional(),
  sub_mchid: z.string().optional(),
  sub_appid: z.string().optional(),
  out_trade_no: z.string(),
  // It becomes part of a key.
  transaction_id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  trade_state: z.string(),
  success_time: z.string().optional(),
  amount: z
    .object({ total: z.number().int(), currency: z.string().default('CNY'), payer_total: z.number().int().optional() })
    .optional(),
})
export type WechatTrade = z.infer<typeof WechatTrade>

const states: Record<string, Trade['state']> = {
  SUCCESS: 'paid',
  REFUND: 'refunded',
  USERPAYING: 'under_way',
  ACCEPT: 'under_way',
}

/** The same for all that is not WeChat. In 服务商 mode both merchants must be the path's, or nobody of ours received it. */
export const tradeOf = (merchant: Merchant, trade: WechatTrade): Trade => ({
  orderId: trade.out_trade_no,
  transactionId: trade.transaction_id,
  state: Object.hasOwn(states, trade.trade_state) ? (states[trade.trade_state] ?? 'unpaid') : 'unpaid',
  ...partiesOf(merchant, trade),
  amountFen: trade.amount?.total,
  currency: trade.amount?.currency,
  paidAt: instantOf(trade.success_time),
  said: trade,
})

/** A time that is none counts as not told. */
function instantOf(text: string | undefined): string | undefined {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

function partiesOf(merchant: Merchant, trade: WechatTrade): Pick<Trade, 'mchid' | 'appid'> {
  const { mchid = '', appid, sp_mchid = '', sp_appid, sub_mchid = '', sub_appid } = trade
  if (!merchant.sub) return { mchid: mchid || `${sp_mchid}/${sub_mchid}`, appid: appid ?? sp_appid }
  return {
    mchid: sp_mchid === merchant.mchid ? sub_mchid : `${sp_mchid || mchid}/${sub_mchid}`,
    appid:
      sp_appid === undefined || sp_appid === merchant.appid ? (merchant.sub.appid ? sub_appid : sp_appid) : sp_appid,
  }
}

export const publicKeyOf = (pem: string): KeyObject => createPublicKey(pem)
