import { roomName } from '@linli/shared/communities/room-name'
import { formatYuan } from '@linli/shared/money'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { formatDateTime, formatFullDate } from '@linli/shared/time'
import type { Pdf } from './receipt-pdf'
import { cashierLine, channelLine, faint, ink, notInvoice, redLine, reprint, titleOf } from './receipt-words'

const left = 48
const right = 547

/** The receipt on A4: a table of its lines, further pages where they are many. */
export function drawA4(pdf: Pdf, receipt: Receipt, copies: number): void {
  pdf.fillColor(ink)
  heading(pdf, receipt, copies)
  footing(pdf, receipt, table(pdf, receipt))
}

function heading(pdf: Pdf, receipt: Receipt, copies: number): void {
  pdf.fontSize(20).text(titleOf(receipt), left, 48, { align: 'center', width: right - left })
  if (copies > 1)
    pdf
      .fontSize(11)
      .fillColor(faint)
      .text(reprint(copies), left, 54, { align: 'right', width: right - left })
      .fillColor(ink)
  pdf.fontSize(10.5)
  pdf.text(`收款单位：${receipt.entityName}（${receipt.entityUscc}）`, left, 92)
  pdf.text(`编号：${receipt.serial ?? '编号生成中'}`, left, 92, { align: 'right', width: right - left })
  pdf.text(`小区：${receipt.communityName}`, left, 112)
  pdf.text(`收款时间：${formatDateTime(receipt.paidAt)}`, left, 112, { align: 'right', width: right - left })
}

const columns = [
  { title: '房屋', x: left, width: 76 },
  { title: '收费项目', x: left + 80, width: 90 },
  { title: '周期', x: left + 172, width: 118 },
  { title: '单价 × 数量', x: left + 294, width: 118 },
  { title: '金额（元）', x: left + 416, width: 83 },
]

function table(pdf: Pdf, receipt: Receipt): number {
  const row = (y: number, cells: string[]) => {
    const height = Math.max(...cells.map((cell, i) => pdf.heightOfString(cell, { width: columns[i]?.width ?? 0 })))
    cells.forEach((cell, i) =>
      pdf.text(cell, columns[i]?.x ?? left, y, { width: columns[i]?.width ?? 0, align: i === 4 ? 'right' : 'left' }),
    )
    pdf
      .moveTo(left, y + height + 4)
      .lineTo(right, y + height + 4)
      .lineWidth(0.5)
      .strokeColor('#CFC9BC')
      .stroke()
    return y + height + 10
  }
  let y = row(
    148,
    columns.map(column => column.title),
  )
  for (const line of receipt.lines) {
    if (y > 700) {
      pdf.addPage()
      y = 60
    }
    const late = line.lateFeeFen > 0 ? `\n违约金 ${formatYuan(line.lateFeeFen)}` : ''
    y = row(y, [
      roomName(line.object.code),
      line.feeItemName,
      line.period ? `${formatFullDate(line.period.from)}至${formatFullDate(line.period.to)}` : '',
      (line.computation ?? '见账单明细') + late,
      formatYuan(line.principalFen + line.lateFeeFen),
    ])
  }
  if (receipt.prepaidFen > 0) y = row(y, ['', '其中转入预存款', '', '', formatYuan(receipt.prepaidFen)])
  return y
}

function footing(pdf: Pdf, receipt: Receipt, from: number): void {
  const y = from + 8
  pdf
    .fontSize(13)
    .text(`合计：¥${formatYuan(receipt.amountFen)}`, left, y)
    .fontSize(10.5)
  pdf.text(`人民币大写：${receipt.amountText}`, left, y + 24)
  pdf.text(
    `付款人：${receipt.paidBy}    收费对象：${[...new Set(receipt.lines.map(line => line.payerName))].join('、')}`,
    left,
    y + 44,
  )
  pdf.text(channelLine(receipt).join('    '), left, y + 64)
  pdf.text(`${cashierLine(receipt)}    （收款单位盖章）`, left, y + 84)
  const why = redLine(receipt)
  if (why) pdf.text(why, left, y + 104, { width: right - left })
  pdf
    .fillColor(faint)
    .fontSize(9)
    .text(notInvoice, left, y + 132)
}
