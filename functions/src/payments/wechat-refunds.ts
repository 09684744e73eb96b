import { constants, publicEncrypt } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Merchant } from '../env-shapes'
import type { AbnormalWay, ChannelRefund, PayGateway, RefundInput, RefundNews } from './pay-gateway'
import { type Answer, type Caller, codeOf } from './wechat-call'
import { publicKeyOf } from './wechat-notice'
import { refusalOf } from './wechat-refusals'

type Refunds = Pick<PayGateway, 'refund' | 'queryRefund' | 'applyAbnormalRefund'>

const instant = (text: string | undefined) => (text ? new Date(text).toISOString() : undefined)

/** What a refund's answer or query says (申请退款, 查询单笔退款, 异常退款). Amounts in fen. */
const WechatRefund = z.object({
  refund_id: z.string(),
  out_refund_no: z.string(),
  transaction_id: z.string().optional(),
  status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
  create_time: z.string().optional(),
  success_time: z.string().optional(),
  amount: z.object({ refund: z.number().int() }),
})

const states = { SUCCESS: 'succeeded', CLOSED: 'closed', PROCESSING: 'processing', ABNORMAL: 'abnormal' } as const

/** What a refund notice says (退款结果通知): it has no appid. Never `payer_refund`, which vouchers lessen. */
export const WechatRefundNotice = z.object({
  mchid: z.string().optional(),
  sp_mchid: z.string().optional(),
  sub_mchid: z.string().optional(),
  out_trade_no: z.string(),
  transaction_id: z.string(),
  out_refund_no: z.string(),
  refund_id: z.string(),
  refund_status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
  success_time: z.string().optional(),
  amount: z.object({ total: z.number().int(), refund: z.number().int() }),
})

/** Of the path's merchant; what names another one, or only half of a 服务商's pair, is nobody's of ours. */
export const refundNewsOf = (told: z.infer<typeof WechatRefundNotice>, merchant?: Merchant): RefundNews => ({
  orderId: told.out_trade_no,
  transactionId: told.transaction_id,
  mchid: receiverTold(told, merchant),
  outRefundNo: told.out_refund_no,
  channelRefundId: told.refund_id,
  state: states[told.refund_status],
  amountFen: told.amount.refund,
  ...withTime(told.success_time),
  said: told,
})

function receiverTold(told: z.infer<typeof WechatRefundNotice>, merchant: Merchant | undefined): string {
  if (merchant?.sub) return told.sp_mchid === merchant.mchid ? (told.sub_mchid ?? '') : ''
  return told.mchid ?? ''
}

/** Refunds of WeChat Pay v3. */
export function wechatRefunds(
  merchantOf: (ref: string) => Merchant,
  callerOf: (merchant: Merchant) => Caller,
): Refunds {
  return {
    async refund(ref, input) {
      const merchant = merchantOf(ref)
      return accepted(await callerOf(merchant).refund(paramsOf(merchant, input)))
    },
    async queryRefund(ref, { outRefundNo }) {
      const { status, data } = await callerOf(merchantOf(ref)).queryRefund(outRefundNo)
      if (status === 404 && ['RESOURCE_NOT_EXISTS', 'REFUND_NOT_EXISTS', 'REFUNDNOTEXIST'].includes(codeOf(data)))
        return 'unknown_refund'
      const refund = WechatRefund.safeParse(data)
      if (status !== 200 || !refund.success) throw new AppError('payments.channel_down')
      return refundOf(refund.data)
    },
    async applyAbnormalRefund(ref, { outRefundNo, channelRefundId, way }) {
      const merchant = merchantOf(ref)
      const { serial, fields } = wayOf(merchant, way)
      const params = { out_refund_no: outRefundNo, ...fields }
      return accepted(await callerOf(merchant).abnormalRefund(channelRefundId, params, serial))
    },
  }
}

const paramsOf = (merchant: Merchant, input: RefundInput) => ({
  transaction_id: input.transactionId,
  out_refund_no: input.outRefundNo,
  // At most 80 bytes.
  reason: [...input.reason].slice(0, 26).join(''),
  notify_url: `${merchant.callbackBase}/callbacks/wechat/${merchant.ref}`,
  amount: { refund: input.amountFen, total: input.totalFen, currency: 'CNY' },
})

/** What it did not accept for sure is told apart from what nobody knows: that is asked again with the same number. */
function accepted({ status, data }: Answer): ChannelRefund {
  const refund = WechatRefund.safeParse(data)
  if (status === 200 && refund.success) return refundOf(refund.data)
  const code = codeOf(data)
  if (code === 'NOT_ENOUGH' || code === 'NOTENOUGH') throw new AppError('payments.refund_no_balance')
  const isRefusal = status >= 400 && status < 500 && status !== 401 && status !== 429 && code !== ''
  if (!isRefusal) throw new AppError('payments.channel_down')
  throw new AppError('payments.refund_refused', { message: refusalOf({ status, data }).message })
}

const refundOf = (refund: z.infer<typeof WechatRefund>): ChannelRefund => ({
  outRefundNo: refund.out_refund_no,
  state: states[refund.status],
  amountFen: refund.amount.refund,
  channelRefundId: refund.refund_id,
  ...(refund.transaction_id && { transactionId: refund.transaction_id }),
  ...(refund.create_time && { acceptedAt: new Date(refund.create_time).toISOString() }),
  ...withTime(refund.success_time),
})

function withTime(text: string | undefined): Pick<ChannelRefund, 'succeededAt'> {
  const succeededAt = instant(text)
  return succeededAt === undefined ? {} : { succeededAt }
}

/** Card and name travel encrypted with the platform's key (敏感信息加密: RSAES-OAEP with SHA-1). */
function wayOf(merchant: Merchant, way: AbnormalWay): { serial?: string; fields: Record<string, string> } {
  if (way.to === 'merchant') return { fields: { type: 'MERCHANT_BANK_CARD' } }
  const [key] = merchant.publicKeys
  if (!key) throw new AppError('payments.no_merchant')
  const sealed = (text: string) =>
    publicEncrypt(
      { key: publicKeyOf(key.pem), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      Buffer.from(text),
    ).toString('base64')
  return {
    serial: key.serial,
    fields: {
      type: 'USER_BANK_CARD',
      bank_type: way.bankType,
      bank_account: sealed(way.account),
      real_name: sealed(way.realName),
    },
  }
}
