import { periodName } from '@linli/shared/billing/words'
import { formatYuan } from '@linli/shared/money'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { momentOf } from '../../time-words'
import { roomName } from '@linli/shared/communities/room-name'
import { channelName } from './channel-name'
import type { PaymentWords } from './words'

export type Fact = { title: string; value: string }
type Line = { key: string; what: string; note?: string; amountFen: number }

/** All that a receipt says, in its order: the page and the picture say the same. */
export type ReceiptContent = {
  title: string
  number: string
  who: Fact[]
  lines: Line[]
  total: { word: string; amountFen: number }
  /** Of the total, what found its bill paid already. */
  within?: { word: string; amountFen: number }
  capital: string
  how: Fact[]
  not: string
}

export function receiptContent(receipt: Receipt, words: PaymentWords): ReceiptContent {
  const rooms = [...new Set(receipt.lines.map(line => roomName(line.object.code)))].join('、')
  const payers = [...new Set(receipt.lines.map(line => line.payerName))].join('、')
  return {
    title: receipt.isDeposit ? words.depositTitle : words.receiptTitle,
    number: `${words.number} ${receipt.serial ?? words.numbering}`,
    who: [
      { title: words.room, value: `${receipt.communityName} ${rooms}` },
      // 代缴: whose bill it was is not the payer's business.
      ...(payers === '' ? [] : [{ title: words.payer, value: payers }]),
      { title: words.paidBy, value: receipt.paidBy },
    ],
    lines: receipt.lines.flatMap(line => linesOf(line, words)),
    total: { word: words.total, amountFen: receipt.amountFen },
    ...(receipt.prepaidFen > 0 && { within: { word: words.prepaidPart, amountFen: receipt.prepaidFen } }),
    capital: `${words.capital}：${receipt.amountText}`,
    how: [
      { title: words.channel, value: channelName(receipt.channel) },
      ...(receipt.transactionId ? [{ title: words.transaction, value: receipt.transactionId }] : []),
      { title: words.paidAt, value: momentOf(receipt.paidAt) },
      ...(receipt.refundedFen ? [{ title: words.refunded, value: `¥${formatYuan(receipt.refundedFen)}` }] : []),
      ...(receipt.cashierName ? [{ title: words.cashier, value: receipt.cashierName }] : []),
      { title: words.entity, value: receipt.entityName },
      { title: words.uscc, value: receipt.entityUscc },
    ],
    not: receipt.isPart ? `${words.partOnly}${words.not}` : words.not,
  }
}

/** The bill, and its 违约金 as a line of its own. */
function linesOf(line: Receipt['lines'][number], words: PaymentWords): Line[] {
  const name = line.period ? `${line.feeItemName} ${periodName(line.period)}` : line.feeItemName
  const key = `${line.object.id} ${line.feeItemName} ${line.period?.from ?? ''}`
  return [
    { key, what: name, ...(line.computation && { note: line.computation }), amountFen: line.principalFen },
    ...(line.lateFeeFen > 0
      ? [{ key: `${key} late`, what: words.lateFee, note: name, amountFen: line.lateFeeFen }]
      : []),
  ]
}
