import { randomUUID } from 'node:crypto'
import { beijingTime } from './beijing'
import type { GatewayMerchant, PlatformKey } from './merchant'
import { platformHeaders, sealResource } from './sign'

export interface SignedNotice {
  headers: Record<string, string>
  body: string
}

/**
 * A payment notice, really encrypted with the merchant's APIv3 key and signed by the platform: what a test or a
 * bench posts to a callback path. `transaction` is the whole decrypted object; `paidTransaction` makes a right one.
 */
export function signedNotice(input: {
  merchant: GatewayMerchant
  transaction: Record<string, unknown>
  mode?: 'certificate' | 'public-key'
  at?: Date
  id?: string
  event?: string
}): SignedNotice {
  const at = input.at ?? new Date()
  const body = noticeBody({ ...input, at, id: input.id ?? noticeId() })
  return signedBody(platformKeyOf(input.merchant, input.mode ?? 'certificate'), body, at)
}

/** Signs any body as the platform would, for messages that are wrong on purpose. */
export function signedBody(key: PlatformKey, body: string, at: Date): SignedNotice {
  return {
    headers: {
      'Content-Type': 'application/json',
      Accept: '*/*',
      'User-Agent': 'Mozilla/4.0',
      'Request-ID': randomUUID(),
      ...platformHeaders(key, body, at),
    },
    body,
  }
}

export function noticeBody(input: {
  merchant: GatewayMerchant
  transaction: Record<string, unknown>
  at: Date
  id: string
  /** Of a refund: its event. */
  event?: string | undefined
}): string {
  const kind = input.event === undefined ? 'transaction' : 'refund'
  const plain = JSON.stringify(input.transaction)
  return JSON.stringify({
    id: input.id,
    create_time: beijingTime(input.at),
    resource_type: 'encrypt-resource',
    event_type: input.event ?? 'TRANSACTION.SUCCESS',
    summary: input.event === undefined ? '支付成功' : '退款通知',
    resource: {
      original_type: kind,
      ...sealResource(input.merchant.config.apiV3Key, plain, kind),
    },
  })
}

/** A SUCCESS transaction of this merchant, as a notice or a query carries it. */
export function paidTransaction(input: {
  merchant: GatewayMerchant
  outTradeNo: string
  totalFen: number
  transactionId: string
  openid: string
  paidAt: Date
  payerFen?: number
}): Record<string, unknown> {
  const { mchid, appid, sub } = input.merchant.config
  const parties = sub
    ? { sp_mchid: mchid, sp_appid: appid, sub_mchid: sub.mchid, sub_appid: sub.appid }
    : { mchid, appid }
  return {
    transaction_id: input.transactionId,
    amount: {
      total: input.totalFen,
      payer_total: input.payerFen ?? input.totalFen,
      currency: 'CNY',
      payer_currency: 'CNY',
    },
    ...parties,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    success_time: beijingTime(input.paidAt),
    out_trade_no: input.outTradeNo,
    trade_state: 'SUCCESS',
    trade_state_desc: '支付成功',
    attach: '',
    promotion_detail: [],
    payer: { openid: input.openid },
  }
}

/** The key of a mode; the newest certificate signs. */
export function platformKeyOf(merchant: GatewayMerchant, mode: 'certificate' | 'public-key'): PlatformKey {
  const newest = merchant.platform.certificates.at(-1)
  return mode === 'public-key' || !newest ? merchant.platform.publicKey : newest
}

export function noticeId(): string {
  return randomUUID()
}
