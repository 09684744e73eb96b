import type { Community } from '@linli/shared/communities/schema'
import { roomName } from '@linli/shared/communities/room-name'
import type { Print } from '@linli/shared/identity/letter-schema'
import { brand, faint, ink, mm, newPaper, oneLine, type Paper, rule } from './paper'
import { printWords } from './print-words'

const columns = 2
const rows = 4
const label = { width: mm(105), height: mm(74.25) }
const pad = mm(9)
const code = mm(34)
const words = printWords.label

/** Eight labels on an A4 page, 105 × 74.25 mm each: label paper of that form, or cut along the fine lines. */
export function labelSheets(community: Pick<Community, 'name' | 'officePhone'>, print: Print): Paper {
  const { pdf, end } = newPaper('A4', `${community.name} ${printWords.title(print)}`)
  let nth = 0
  const add = (roomCode: string, picture: Buffer) => {
    const place = nth % (columns * rows)
    if (place === 0) newSheet()
    nth += 1
    const x = (place % columns) * label.width + pad
    const y = Math.floor(place / columns) * label.height + pad
    const width = label.width - 2 * pad
    const text = { x, width: width - code - mm(5) }
    pdf.image(picture, x + width - code, y + mm(8), { width: code, height: code })
    pdf.fillColor(faint)
    oneLine(pdf, community.name, { ...text, y, size: 9 })
    pdf.fillColor(ink)
    oneLine(pdf, roomName(roomCode), { ...text, y: y + mm(8), size: 19 })
    pdf.fontSize(11).text(printWords.letter.to, x, y + mm(19), { width: text.width, lineBreak: false })
    pdf
      .fillColor(brand)
      .fontSize(11)
      .text(words.steps, x, y + mm(29), { width: text.width, lineGap: 2 })
    pdf.fillColor(faint)
    oneLine(pdf, words.until(print.expiresAt), { x, y: y + mm(46), width, size: 9 })
    oneLine(pdf, words.phone(community.officePhone), { x, y: y + mm(51.5), width, size: 9 })
  }
  const newSheet = () => {
    pdf.addPage({ size: 'A4', margin: 0 })
    pdf.lineWidth(0.25).strokeColor(rule)
    pdf
      .moveTo(label.width, 0)
      .lineTo(label.width, rows * label.height)
      .stroke()
    for (let row = 1; row < rows; row++)
      pdf
        .moveTo(0, row * label.height)
        .lineTo(columns * label.width, row * label.height)
        .stroke()
  }
  return { add, end }
}
