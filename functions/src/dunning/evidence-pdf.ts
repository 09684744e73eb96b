import { roomName } from '@linli/shared/communities/room-name'
import { attemptNames, channelNames, stepName } from '@linli/shared/dunning/words'
import type { Attempt, Reminder } from '@linli/shared/dunning/schema'
import { formatYuan } from '@linli/shared/money'
import { formatDateTime } from '@linli/shared/time'
import { faint, ink, mm, newPaper, type Pdf } from '../identity/paper'
import type { StoredDebt } from './store'

const left = mm(22)
const width = mm(166)
const bottom = mm(278)

type Evidence = { debt: Pick<StoredDebt, 'object' | 'payer'>; reminders: readonly Reminder[]; printedAt: string }

/** The reminders of a household in the order they came, for a court or a lawyer. Answers the file's bytes. */
export async function evidencePdf(
  communityName: string,
  { debt, reminders, printedAt }: Evidence,
): Promise<Uint8Array> {
  const title = `${communityName} ${roomName(debt.object.code)} 催缴记录`
  const { pdf, end } = newPaper('A4', title)
  pdf.addPage({ size: 'A4', margin: 0 })
  pdf.y = mm(22)
  write(pdf, 16, ink, title)
  write(
    pdf,
    10,
    faint,
    `收费对象：${debt.payer.name}    打印时间：${formatDateTime(printedAt)}    共 ${reminders.length} 次`,
  )
  for (const reminder of reminders) {
    pdf.y += mm(4)
    const { step, by, bills, amountFen, createdAt } = reminder
    const how = step === undefined ? `由 ${by ?? ''} 提醒` : `按计划，${stepName(step)}`
    write(pdf, 12, ink, `${formatDateTime(createdAt)}  ${how}  ${bills.length} 笔，共 ¥${formatYuan(amountFen)}`)
    for (const { feeItemName, period, dueDate, dueFen, lateFeeFen } of bills)
      write(
        pdf,
        9.5,
        faint,
        `${feeItemName} ${period.from} 至 ${period.to}，缴费日期 ${dueDate}，应缴 ${formatYuan(dueFen)}，违约金 ${formatYuan(lateFeeFen)}`,
      )
    for (const attempt of reminder.attempts) tried(pdf, attempt)
  }
  return end()
}

function tried(pdf: Pdf, { channel, to, state, at, deliveredAt, detail, text }: Attempt): void {
  const arrival = deliveredAt ? `，${formatDateTime(deliveredAt)}` : ''
  const more = detail ? `（${detail}）` : ''
  write(
    pdf,
    10.5,
    ink,
    `${channelNames[channel]}  ${to}  ${formatDateTime(at)}  ${attemptNames[state]}${arrival}${more}`,
  )
  write(pdf, 9.5, ink, text)
}

function write(pdf: Pdf, size: number, color: string, text: string): void {
  pdf.fontSize(size)
  for (const line of text.split('\n')) {
    if (pdf.y + pdf.heightOfString(line, { width }) > bottom) {
      pdf.addPage({ size: 'A4', margin: 0 })
      pdf.y = mm(22)
    }
    pdf.fillColor(color).text(line, left, pdf.y, { width, lineGap: 2 })
  }
}
