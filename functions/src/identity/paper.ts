import PDFDocument from 'pdfkit'
import { receiptFont } from '../payments/receipt-font'

export type Pdf = InstanceType<typeof PDFDocument>
/** Sheets that are filled one letter at a time. */
export type Paper = { add(roomCode: string, picture: Buffer): void; end(): Promise<Uint8Array> }

export const ink = '#1F2421'
export const faint = '#646B66'
export const brand = '#0E6B58'
export const rule = '#CFC9BC'
/** Millimetres in PDF points. */
export const mm = (value: number): number => (value * 72) / 25.4

/** A document in the receipts' Chinese font, of which only the glyphs that are used are embedded. */
export function newPaper(size: 'A4' | 'A3', title: string): { pdf: Pdf; end: () => Promise<Uint8Array> } {
  const pdf = new PDFDocument({ size, margin: 0, font: '', autoFirstPage: false, info: { Title: title } })
  const chunks: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  pdf.font(receiptFont())
  return {
    pdf,
    end: async () => {
      pdf.end()
      await ended
      return Buffer.concat(chunks)
    },
  }
}

/** Text that gets smaller until it fits one line. */
export function oneLine(
  pdf: Pdf,
  text: string,
  at: { x: number; y: number; width: number; size: number; align?: 'left' | 'center' | 'right' },
): void {
  let { size } = at
  while (size > 6 && pdf.fontSize(size).widthOfString(text) > at.width) size -= 0.5
  pdf.fontSize(size).text(text, at.x, at.y, { width: at.width, align: at.align ?? 'left', lineBreak: false })
}

/** A number in a filled circle, and what to do beside it. Answers where the next one begins. */
export function step(
  pdf: Pdf,
  nth: number,
  text: string,
  at: { x: number; y: number; width: number; size: number },
): number {
  const radius = at.size * 0.85
  pdf.circle(at.x + radius, at.y + at.size * 0.72, radius).fill(brand)
  pdf.fillColor('#FFFFFF').fontSize(at.size * 0.95)
  pdf.text(String(nth), at.x, at.y + at.size * 0.08, { width: radius * 2, align: 'center', lineBreak: false })
  const width = at.width - radius * 2 - at.size * 0.7
  pdf.fillColor(ink).fontSize(at.size)
  pdf.text(text, at.x + radius * 2 + at.size * 0.7, at.y, { width, lineGap: at.size * 0.3 })
  return at.y + Math.max(pdf.heightOfString(text, { width, lineGap: at.size * 0.3 }), radius * 2) + at.size * 0.75
}
