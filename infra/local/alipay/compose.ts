import type { Notice, Trade } from './book'
import { type AlipayContext, merchantOf, refundedOf } from './context'
import type { noticeFaults } from './faults'
import { digits } from './merchant'
import { type AlipayNotice, beijing, type Fields, formNotice, paidFields, signedText, textOf, yuan } from './notice'

/** What is told of a trade as it stands: refunds are told by the growing refund_fee of the same trade. */
export function fieldsOf(context: AlipayContext, trade: Trade): Fields {
  const last = trade.refunds.at(-1)
  const told: Fields = {
    ...paidFields({
      merchant: merchantOf(context, trade.ref),
      outTradeNo: trade.outTradeNo,
      tradeNo: trade.tradeNo ?? '',
      totalFen: trade.totalFen,
      paidAt: new Date(trade.paidAt ?? context.now()),
      subject: trade.subject,
    }),
    trade_status: trade.status,
    ...(trade.status === 'TRADE_CLOSED' && { gmt_close: beijing(context.now()) }),
    ...(last && {
      refund_fee: yuan(refundedOf(trade)),
      out_biz_no: last.outRequestNo,
      gmt_refund: `${beijing(new Date(last.at))}.123`,
    }),
  }
  return told
}

type Message =
  | { kind: 'later'; ms: number }
  | { kind: 'never' }
  | { kind: 'lost'; faults: string[] }
  | (AlipayNotice & { kind: 'send'; url: string; faults: string[]; echoes: Echo[] })
/** A message that comes of this one, later. */
export type Echo = { inMs: number; url?: string; fields: Fields }

/** The next attempt of a notice, with whatever faults are armed for it. */
export function composeNotice(context: AlipayContext, trade: Trade, notice: Notice): Message {
  const faults: string[] = []
  const subject = `${trade.outTradeNo} ${notice.url}`
  const armed = (kind: (typeof noticeFaults)[number]) => {
    const fault = context.faults.take(kind, subject)
    if (fault) faults.push(kind)
    return fault
  }
  const delay = armed('delay')
  if (delay) return { kind: 'later', ms: delay.ms ?? 30_000 }
  if (armed('drop')) return { kind: 'never' }
  if (armed('lose')) return { kind: 'lost', faults }
  const fields: Fields = { ...notice.fields, notify_time: beijing(context.now()) }
  const echoes: Echo[] = []
  const twice = armed('duplicate')
  if (twice) echoes.push({ inMs: twice.ms ?? 1000, fields, ...(twice.url && { url: twice.url }) })
  const late = armed('late-finished')
  if (late) echoes.push({ inMs: late.ms ?? 5000, fields: { ...fields, trade_status: 'TRADE_FINISHED' } })
  const amount = armed('wrong-amount')
  if (amount) fields['total_amount'] = yuan(amount.fen ?? 1)
  if (armed('wrong-seller')) fields['seller_id'] = `2088${digits(12)}`
  if (armed('wrong-app')) fields['app_id'] = `2021${digits(12)}`
  if (armed('unknown-order')) fields['out_trade_no'] = `ZZZZZZ${digits(26)}`
  const url = armed('wrong-path')?.url ?? notice.url
  return { kind: 'send', url, faults, echoes, ...formNotice(signed(context, trade, fields, armed)) }
}

function signed(
  context: AlipayContext,
  trade: Trade,
  fields: Fields,
  armed: (kind: (typeof noticeFaults)[number]) => unknown,
): Fields {
  const { alipayPrivateKeyPem: key } = merchantOf(context, trade.ref)
  const text = textOf(fields)
  if (armed('wrong-signature')) return { ...fields, sign_type: 'RSA2', sign: signedText(key, `${text} `) }
  if (armed('old-signature')) return { ...fields, sign_type: 'RSA', sign: signedText(key, text, 'RSA-SHA1') }
  return { ...fields, sign_type: armed('sign-type') ? 'RSA' : 'RSA2', sign: signedText(key, text) }
}
