import { createSign } from 'node:crypto'
import { digits, type GatewayAlipay } from './merchant'

export interface AlipayNotice {
  headers: Record<string, string>
  body: string
}

export type Fields = Record<string, string>

/**
 * A notice, really signed by Alipay: what a test or a bench posts to a callback path. `fields` are all of its fields but
 * sign and sign_type; `paidFields` makes right ones.
 */
export function signedAlipayNotice(input: { merchant: GatewayAlipay; fields: Fields }): AlipayNotice {
  const sign = signedText(input.merchant.alipayPrivateKeyPem, textOf(input.fields))
  return formNotice({ ...input.fields, sign_type: 'RSA2', sign })
}

/** The form as it is posted, signed or not. */
export const formNotice = (fields: Fields): AlipayNotice => ({
  headers: { 'Content-Type': 'application/x-www-form-urlencoded;charset=utf-8', 'User-Agent': 'Apache-HttpClient' },
  body: new URLSearchParams(fields).toString(),
})

/** The text that is signed: sorted, without sign and sign_type, without what is empty. */
export const textOf = (fields: Fields): string =>
  Object.keys(fields)
    .filter(name => name !== 'sign' && name !== 'sign_type' && fields[name] !== '')
    .sort()
    .map(name => `${name}=${fields[name]}`)
    .join('&')

/** SHA256-RSA (RSA2), or SHA1-RSA as of old. */
export const signedText = (privateKeyPem: string, text: string, algorithm = 'RSA-SHA256'): string =>
  createSign(algorithm).update(text).sign(privateKeyPem, 'base64')

/** What Alipay tells of an order of this merchant that was paid. */
export function paidFields(input: {
  merchant: GatewayAlipay
  outTradeNo: string
  tradeNo: string
  totalFen: number
  paidAt: Date
  subject?: string
}): Fields {
  const { appId, sellerId } = input.merchant.config
  const [amount, at] = [yuan(input.totalFen), beijing(input.paidAt)]
  return {
    gmt_create: at,
    charset: 'utf-8',
    gmt_payment: at,
    notify_time: at,
    subject: input.subject ?? '物业费 2026年11月 优惠100%',
    buyer_id: '2088102100000001',
    body: '',
    invoice_amount: amount,
    version: '1.0',
    notify_id: `${digits(20)}0001`,
    fund_bill_list: JSON.stringify([{ amount, fundChannel: 'ALIPAYACCOUNT' }]),
    notify_type: 'trade_status_sync',
    out_trade_no: input.outTradeNo,
    total_amount: amount,
    trade_status: 'TRADE_SUCCESS',
    trade_no: input.tradeNo,
    auth_app_id: appId,
    receipt_amount: amount,
    point_amount: '0.00',
    app_id: appId,
    buyer_pay_amount: amount,
    seller_id: sellerId,
  }
}

export const yuan = (fen: number): string => (fen / 100).toFixed(2)

/** `2026-11-23 10:05:00` in Beijing. */
export const beijing = (at: Date | number): string =>
  new Date(Number(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
