import type { Community } from '@linli/shared/communities/schema'
import { roomName } from '@linli/shared/communities/room-name'
import type { Print } from '@linli/shared/identity/letter-schema'
import { brand, faint, ink, mm, newPaper, oneLine, type Paper, rule, step } from './paper'
import { printWords } from './print-words'

const left = mm(25)
const width = mm(160)
const words = printWords.letter

/**
 * One A4 page a room. The room stands where a window envelope shows it; folded twice, the code lies in the middle third.
 */
export function letterPages(community: Pick<Community, 'name' | 'officePhone'>, print: Print): Paper {
  const { pdf, end } = newPaper('A4', `${community.name} ${printWords.title(print)}`)
  const add = (roomCode: string, picture: Buffer) => {
    const room = roomName(roomCode)
    pdf.addPage({ size: 'A4', margin: 0 })
    pdf.fillColor(faint)
    oneLine(pdf, community.name, { x: left, y: mm(28), width, size: 12 })
    pdf.fillColor(ink)
    oneLine(pdf, room, { x: left, y: mm(36), width, size: 30 })
    pdf.fontSize(15).text(words.to, left, mm(52), { width, lineBreak: false })
    pdf
      .moveTo(left, mm(66))
      .lineTo(left + width, mm(66))
      .lineWidth(0.6)
      .strokeColor(rule)
      .stroke()

    pdf.fillColor(brand).fontSize(22).text(words.head, left, mm(76), { width, lineBreak: false })
    pdf.fillColor(ink).fontSize(13).text(words.line, left, mm(90), { width })

    const side = mm(62)
    pdf.image(picture, left, mm(108), { width: side, height: side })
    pdf
      .fillColor(faint)
      .fontSize(11)
      .text(words.scan, left, mm(173), { width: side, align: 'center', lineBreak: false })
    const beside = { x: left + side + mm(12), width: width - side - mm(12), size: 15 }
    let y = mm(118)
    for (const [i, text] of words.steps.entries()) y = step(pdf, i + 1, text, { ...beside, y }) + mm(4)

    pdf
      .moveTo(left, mm(190))
      .lineTo(left + width, mm(190))
      .lineWidth(0.6)
      .strokeColor(rule)
      .stroke()
    pdf.fillColor(ink).fontSize(12).text(words.only(room, print.expiresAt), left, mm(197), { width, lineGap: 4 })
    pdf.text(words.help(community.officePhone), left, pdf.y + mm(3), { width, lineGap: 4 })
    pdf.fillColor(faint).fontSize(11)
    pdf.text(`${community.name} ${words.office}`, left, mm(262), { width, align: 'right', lineBreak: false })
  }
  return { add, end }
}
