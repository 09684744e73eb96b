import { formatFullDate } from '@linli/shared/time'
import { create as createCode } from 'qrcode'
import { faint, ink, mm, newPaper, oneLine, type Pdf, rule } from '../identity/paper'
import { type Letter, letterTotal, letterWords as words } from './letter-words'

const left = mm(25)
const width = mm(160)
const right = left + width
const columns = [0, 46, 82, 110, 135].map(mm)
const lastRow = mm(215)

/** The letters of a selection, each from a page of its own, in the receipts' embedded font. Answers the file's bytes. */
export async function lettersPdf(communityName: string, letters: readonly Letter[]): Promise<Uint8Array> {
  const { pdf, end } = newPaper('A4', words.fileTitle(communityName))
  for (const letter of letters) draw(pdf, letter)
  return end()
}

function draw(pdf: Pdf, letter: Letter): void {
  pdf.addPage({ size: 'A4', margin: 0 }).fillColor(ink)
  oneLine(pdf, words.title, { x: left, y: mm(24), width, size: 22, align: 'center' })
  pdf.fillColor(faint)
  oneLine(pdf, words.number(letter.number), { x: left, y: mm(36), width, size: 10, align: 'right' })
  pdf.fillColor(ink).fontSize(13).text(words.to(letter), left, mm(44), { width })
  pdf.fontSize(12).text(words.opening(letter), left, pdf.y + mm(3), { width, lineGap: 4 })
  let y = row(pdf, words.columns, pdf.y + mm(4))
  for (const bill of letter.bills) {
    if (y > lastRow) {
      pdf.addPage({ size: 'A4', margin: 0 })
      y = row(pdf, words.columns, mm(24))
    }
    y = row(pdf, words.row(bill), y)
  }
  if (y > lastRow - mm(60)) {
    pdf.addPage({ size: 'A4', margin: 0 })
    y = mm(24)
  }
  pdf.fontSize(13).text(words.total(letterTotal(letter)), left, y + mm(2), { width })
  pdf.fontSize(12).text(words.how(letter), left, pdf.y + mm(4), { width, lineGap: 4 })
  pdf.text(words.help(letter), left, pdf.y + mm(2), { width, lineGap: 4 })
  if (letter.pay) payCode(pdf, letter.pay, pdf.y + mm(3))
  const signedAt = { width, align: 'right' as const }
  pdf.text(`${words.signed(letter)}${words.seal}`, left, pdf.y + mm(8), signedAt)
  pdf.text(formatFullDate(letter.day), left, pdf.y + mm(2), signedAt)
  slip(pdf)
}

/** A line of the table; answers where the next one begins. */
function row(pdf: Pdf, cells: readonly string[], y: number): number {
  const widthOf = (i: number) => (columns[i + 1] ?? width) - (columns[i] ?? 0) - mm(2)
  pdf.fontSize(10.5)
  const height = Math.max(...cells.map((cell, i) => pdf.heightOfString(cell, { width: widthOf(i) })))
  cells.forEach((cell, i) =>
    pdf.text(cell, left + (columns[i] ?? 0), y, { width: widthOf(i), align: i > 2 ? 'right' : 'left' }),
  )
  line(pdf, y + height + mm(1))
  return y + height + mm(2.5)
}

const line = (pdf: Pdf, y: number) => pdf.moveTo(left, y).lineTo(right, y).lineWidth(0.5).strokeColor(rule).stroke()

const codeSize = mm(26)

/** The code at the left, where nobody signs; the text goes on beside it. */
function payCode(pdf: Pdf, { address, until }: NonNullable<Letter['pay']>, top: number): void {
  const { size, data } = createCode(address, { errorCorrectionLevel: 'M' }).modules
  const cell = codeSize / size
  data.forEach((dark, i) => {
    if (dark) pdf.rect(left + (i % size) * cell, top + Math.floor(i / size) * cell, cell * 1.02, cell * 1.02)
  })
  pdf.fill(ink)
  const { y } = pdf
  oneLine(pdf, words.pay(until), { x: left, y: top + codeSize + mm(1), width: mm(85), size: 9 })
  pdf.y = y
  pdf.fontSize(12)
}

/** What the household signs: the office keeps it as the proof of delivery. */
function slip(pdf: Pdf): void {
  line(pdf, mm(252))
  pdf.fillColor(ink)
  oneLine(pdf, words.receiptTitle, { x: left, y: mm(255), width, size: 12 })
  words.receipt.forEach((text, i) =>
    oneLine(pdf, text, {
      x: left + (i % 2) * (width / 2),
      y: mm(264 + Math.floor(i / 2) * 11),
      width: width / 2,
      size: 11,
    }),
  )
}
