import { roomName } from '@linli/shared/communities/room-name'
import { formatYuan } from '@linli/shared/money'
import { periodName } from '@linli/shared/billing/words'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { formatDateTime } from '@linli/shared/time'
import type { Pdf } from './receipt-pdf'
import { cashierLine, channelLine, notInvoice, redLine, reprint, titleOf } from './receipt-words'

/** 80 mm of paper, of which a head prints 72, in points. */
export const slipWidth = 226.8
const left = 11.3
const width = 204.1

/** The receipt on a roll: everything under one another, black alone. Answers where it ends. */
export function drawSlip(pdf: Pdf, receipt: Receipt, copies: number): number {
  pdf.fillColor('#000000')
  let y = 12
  const put = (text: string, size = 9, align: 'left' | 'center' = 'left') => {
    pdf.fontSize(size).text(text, left, y, { width, align })
    y += pdf.heightOfString(text, { width }) + 3
  }
  const pair = (name: string, value: string, size = 9) => {
    pdf.fontSize(size)
    const valueWidth = Math.min(width, pdf.widthOfString(value) + 2)
    const nameWidth = width - valueWidth - 4
    pdf.text(name, left, y, { width: nameWidth })
    pdf.text(value, left + width - valueWidth, y, { width: valueWidth, align: 'right' })
    y += pdf.heightOfString(name, { width: nameWidth }) + 3
  }
  const rule = () => {
    pdf
      .moveTo(left, y + 2)
      .lineTo(left + width, y + 2)
      .lineWidth(0.6)
      .stroke('#000000')
    y += 8
  }
  put(titleOf(receipt), 14, 'center')
  if (copies > 1) put(reprint(copies), 9, 'center')
  put(receipt.entityName, 9, 'center')
  put(`编号：${receipt.serial ?? '编号生成中'}`)
  put(`小区：${receipt.communityName}`)
  put(`房屋：${[...new Set(receipt.lines.map(({ object }) => roomName(object.code)))].join('、')}`)
  put(`收费对象：${[...new Set(receipt.lines.map(({ payerName }) => payerName))].join('、')}`)
  rule()
  for (const line of receipt.lines) {
    pair(`${line.feeItemName} ${line.period ? periodName(line.period) : ''}`, formatYuan(line.principalFen))
    if (line.computation) put(line.computation, 8)
    if (line.lateFeeFen !== 0) pair('违约金', formatYuan(line.lateFeeFen))
  }
  if (receipt.prepaidFen > 0) pair('其中转入预存款', formatYuan(receipt.prepaidFen))
  rule()
  pair('合计', `¥${formatYuan(receipt.amountFen)}`, 13)
  put(`人民币大写：${receipt.amountText}`)
  for (const line of channelLine(receipt)) put(line)
  put(`付款人：${receipt.paidBy}`)
  put(cashierLine(receipt))
  put(`时间：${formatDateTime(receipt.paidAt)}`)
  const why = redLine(receipt)
  if (why) put(why)
  rule()
  put(notInvoice, 8, 'center')
  return y + 16
}
