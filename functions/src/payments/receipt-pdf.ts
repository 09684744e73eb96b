import { roomName } from '@linli/shared/communities/room-name'
import { formatYuan } from '@linli/shared/money'
import { channelNames, type Receipt } from '@linli/shared/payments/schema'
import { formatDateTime, formatFullDate } from '@linli/shared/time'
import PDFDocument from 'pdfkit'
import { receiptFont } from './receipt-font'

const ink = '#1F2421'
const faint = '#646B66'
const left = 48
const right = 547

/** The receipt on A4 with an embedded Chinese font; `copies` above 1 is marked 补打. Answers the file's bytes. */
export async function receiptPdf(receipt: Receipt, copies: number): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: left,
    // None yet: the library's own default is a file that a bundle does not have.
    font: '',
    info: { Title: `收款收据 ${receipt.serial ?? ''}` },
  })
  const chunks: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  pdf.font(receiptFont()).fillColor(ink)
  heading(pdf, receipt, copies)
  const y = table(pdf, receipt)
  footing(pdf, receipt, y)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

type Pdf = InstanceType<typeof PDFDocument>

function heading(pdf: Pdf, receipt: Receipt, copies: number): void {
  pdf.fontSize(20).text('收款收据', left, 48, { align: 'center', width: right - left })
  if (copies > 1)
    pdf
      .fontSize(11)
      .fillColor(faint)
      .text(`补打 第 ${copies - 1} 次`, left, 54, { align: 'right', width: right - left })
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
      `${formatFullDate(line.period.from)}至${formatFullDate(line.period.to)}`,
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
  pdf.text(`付款方式：${channelNames[receipt.channel]}    渠道单号：${receipt.transactionId}`, left, y + 64)
  pdf.text('收款人：线上自动收款    （收款单位盖章）', left, y + 84)
  pdf
    .fillColor(faint)
    .fontSize(9)
    .text('本收据不作为发票。', left, y + 112)
}
