import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export const communityId = 'BENCH1'
export const transactionOf = (nth: number): string => `4200002711202611${String(nth * 7).padStart(12, '0')}`
export const amountOf = (nth: number): number => 100 + (nth % 90_000)
const orderOf = (nth: number) => `${communityId}01JD8QF5C3${String(nth).padStart(16, '0')}`

const heads =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'

/** Writes a trade bill as WeChat Pay lays it out, a few thousand rows at a time; answers its size. */
export async function writeBill(path: string, lines: number): Promise<number> {
  await pipeline(Readable.from(textOf(lines)), createWriteStream(path))
  return (await stat(path)).size
}

function* textOf(lines: number): Generator<string> {
  yield `\uFEFF${heads}\r\n`
  let fen = 0
  for (let at = 0; at < lines; at += 2000) {
    let rows = ''
    for (let nth = at; nth < Math.min(at + 2000, lines); nth++) {
      rows += rowOf(nth)
      fen += amountOf(nth)
    }
    yield rows
  }
  yield '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n'
  yield `\`${lines},\`${yuan(fen)},\`0.00,\`0.00,\`0.00,\`${yuan(fen)},\`0.00\r\n`
}

const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

function rowOf(nth: number): string {
  const amount = yuan(amountOf(nth))
  const cells = ['2026-11-21 10:20:30', 'wx0123456789abcdef', '1900000001', '0', '', transactionOf(nth), orderOf(nth)]
  const payer = ['oUpF8uMuAJO_M2pxb1Q9zNjWeS6o', 'JSAPI', 'SUCCESS', 'OTHERS', 'CNY', amount, '0.00', '0', '0']
  const rest = ['0.00', '0.00', '', '', '锦绣花园 物业费 2026年11月', '', '0.12345', '0.60%', amount, '0.00', '']
  return `${[...cells, ...payer, ...rest].map(cell => `\`${cell}`).join(',')}\r\n`
}
