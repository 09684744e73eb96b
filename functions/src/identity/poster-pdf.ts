import type { Community } from '@linli/shared/communities/schema'
import type { Print } from '@linli/shared/identity/letter-schema'
import { brand, faint, ink, mm, newPaper, oneLine, step } from './paper'
import { printWords } from './print-words'

const words = printWords.poster

/** A poster for the door of a building, A4 or A3: the larger one is the same, larger. */
export async function posterPdf(
  community: Pick<Community, 'name' | 'officePhone'>,
  print: Print,
  picture: Buffer,
): Promise<Uint8Array> {
  const size = print.layout === 'A3' ? 'A3' : 'A4'
  const scale = size === 'A3' ? Math.SQRT2 : 1
  const { pdf, end } = newPaper(size, `${community.name} ${printWords.title(print)}`)
  pdf.addPage({ size, margin: 0 })
  pdf.scale(scale)
  const page = mm(210)
  pdf.rect(0, 0, page, mm(58)).fill(brand)
  const across = { x: mm(15), width: page - mm(30), align: 'center' as const }
  pdf.fillColor('#FFFFFF')
  oneLine(pdf, words.head, { ...across, y: mm(16), size: 40 })
  oneLine(pdf, words.line, { ...across, y: mm(39), size: 17 })
  pdf.fillColor(ink)
  oneLine(pdf, `${community.name} ${printWords.place(print)}`, { ...across, y: mm(67), size: 24 })
  const side = mm(104)
  pdf.image(picture, (page - side) / 2, mm(84), { width: side, height: side })
  let y = mm(200)
  for (const [i, text] of words.steps.entries()) y = step(pdf, i + 1, text, { x: mm(42), y, width: mm(140), size: 19 })
  pdf.fillColor(ink)
  oneLine(pdf, words.other, { ...across, y: y + mm(4), size: 15 })
  pdf.fillColor(faint)
  oneLine(pdf, `${words.help(community.officePhone)}    ${words.until(print.expiresAt)}`, {
    ...across,
    y: mm(274),
    size: 14,
  })
  return end()
}
