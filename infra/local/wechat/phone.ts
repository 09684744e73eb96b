import * as z from 'zod'
import type { Order } from './book'
import { type GatewayContext, merchantOf } from './context'
import { capture } from './orders'
import { verifyText } from './sign'

/** What a mini-program gives to wx.requestPayment, and what the person then does. */
export const PayInput = z.strictObject({
  /** The mini-program's own; WeChat knows it without being told. */
  appId: z.string().optional(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.string(),
  paySign: z.string(),
  /** Who holds the phone; when told, it must be the openid of the prepay. */
  openid: z.string().optional(),
  /** `open` shows the sheet and waits (USERPAYING); `ignore` leaves the phone without an answer. */
  decision: z.enum(['approve', 'cancel', 'refuse', 'open', 'ignore']),
})
export type PayInput = z.infer<typeof PayInput>

export interface PayOutcome {
  /** What requestPayment does: success, fail cancel, fail, or neither callback at all. */
  result: 'ok' | 'cancel' | 'fail' | 'none'
  errMsg: string
  reason?: keyof typeof refusals
  outTradeNo?: string
  transactionId?: string
}

const refusals = {
  SIGN_TYPE: '支付验证签名失败',
  NO_PREPAY: '支付场景非法',
  SIGN: '支付验证签名失败',
  NOT_THE_PAYER: '下单账号与支付账号不一致，请核实后再支付',
  PREPAY_EXPIRED: '订单已过期',
  ORDER_EXPIRED: '订单已过期',
  ORDER_PAID: '该订单已支付',
  ORDER_CLOSED: '该订单已关闭',
  BANK: '银行卡可用余额不足',
}

/** The payer's side. The paySign is verified as the WeChat app does, with the merchant's key. */
export async function pay(context: GatewayContext, input: PayInput): Promise<PayOutcome> {
  const prepayId = /^prepay_id=(.+)$/.exec(input.package)?.[1]
  const found = prepayId ? findPrepay(context, prepayId) : undefined
  if (!found) return refused('NO_PREPAY')
  const { order, until } = found
  const reason = whyNot(context, input, order, until)
  if (reason) return refused(reason, order)
  const outcome = decide(context, input, order)
  await context.store.save()
  return outcome
}

/** Somebody scans a QR that is on a screen, and pays or lets it be. */
export async function scan(
  context: GatewayContext,
  input: { codeUrl: string; openid: string; decision: PayInput['decision'] },
): Promise<PayOutcome> {
  const order = Object.values(context.store.book.orders).find(({ codeUrl }) => codeUrl === input.codeUrl)
  if (!order) return refused('NO_PREPAY')
  const reason = whyOver(context, input, order, order.payUntil)
  if (reason) return refused(reason, order)
  order.openid = input.openid
  const outcome = decide(context, input, order)
  await context.store.save()
  return outcome
}

type Decided = Pick<PayInput, 'decision'>

function decide(context: GatewayContext, input: Decided, order: Order): PayOutcome {
  const { outTradeNo } = order
  switch (input.decision) {
    case 'ignore':
      return { result: 'none', errMsg: '', outTradeNo }
    case 'open':
      order.state = 'USERPAYING'
      return { result: 'none', errMsg: '', outTradeNo }
    case 'cancel':
      order.state = 'NOTPAY'
      return { result: 'cancel', errMsg: 'requestPayment:fail cancel', outTradeNo }
    case 'refuse':
      order.state = 'NOTPAY'
      return refused('BANK', order)
    case 'approve':
      return approve(context, order)
  }
}

function approve(context: GatewayContext, order: Order): PayOutcome {
  const { outTradeNo } = order
  const couponFen = context.faults.take('voucher', outTradeNo)
  const late = context.faults.take('late-after-close', outTradeNo)
  const silent = context.faults.take('phone-silent', outTradeNo)
  const fen = couponFen ? (couponFen.fen ?? 1) : 0
  if (late && order.state !== 'CLOSED') {
    order.state = 'NOTPAY'
    order.couponFen = fen
    order.landsAt = new Date(context.now().getTime() + (late.ms ?? 0)).toISOString()
  } else {
    capture(context, order, fen)
  }
  if (silent) return { result: 'none', errMsg: '', outTradeNo }
  return { result: 'ok', errMsg: 'requestPayment:ok', outTradeNo, transactionId: order.transactionId }
}

function whyNot(
  context: GatewayContext,
  input: PayInput,
  order: Order,
  until: string,
): keyof typeof refusals | undefined {
  if (input.signType !== 'RSA') return 'SIGN_TYPE'
  const appId = input.appId ?? context.store.keys.app.appid
  const text = `${appId}\n${input.timeStamp}\n${input.nonceStr}\n${input.package}\n`
  const certificate = merchantOf(context, order.mchid)?.certificatePem
  if (appId !== (order.sub?.appid ?? order.appid) || !certificate || !verifyText(certificate, text, input.paySign))
    return 'SIGN'
  if (input.openid && input.openid !== order.openid) return 'NOT_THE_PAYER'
  return whyOver(context, input, order, until)
}

/** Why nobody can pay it any more. */
function whyOver(
  context: GatewayContext,
  input: Decided,
  order: Order,
  until: string,
): keyof typeof refusals | undefined {
  const now = context.now().getTime()
  if (order.transactionId || order.landsAt) return 'ORDER_PAID'
  const lateIsArmed = context.faults.list().some(fault => fault.kind === 'late-after-close')
  if (order.state === 'CLOSED' && !(lateIsArmed && input.decision === 'approve')) return 'ORDER_CLOSED'
  if (Date.parse(until) <= now) return 'PREPAY_EXPIRED'
  if (Date.parse(order.payUntil) <= now) return 'ORDER_EXPIRED'
  return undefined
}

function refused(reason: keyof typeof refusals, order?: Order): PayOutcome {
  return { result: 'fail', errMsg: `requestPayment:fail ${refusals[reason]}`, reason, outTradeNo: order?.outTradeNo }
}

function findPrepay(context: GatewayContext, prepayId: string): { order: Order; until: string } | undefined {
  for (const order of Object.values(context.store.book.orders)) {
    const prepay = order.prepays.find(each => each.id === prepayId)
    if (prepay) return { order, until: prepay.until }
  }
  return undefined
}
