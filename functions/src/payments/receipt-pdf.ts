import type { Receipt, ReceiptPaper } from '@linli/shared/payments/receipt-schema'
import PDFDocument from 'pdfkit'
import { drawA4 } from './receipt-a4'
import { receiptFont } from './receipt-font'
import { drawSlip, slipWidth } from './receipt-slip'

export type Pdf = InstanceType<typeof PDFDocument>

/**
 * The receipt with an embedded Chinese font, on A4 or on a roll of 80 mm that is cut where it ends; `copies` above 1 is
 * marked 补打. Answers the file's bytes.
 */
export async function receiptPdf(receipt: Receipt, copies: number, paper: ReceiptPaper = 'a4'): Promise<Uint8Array> {
  const title = `收款收据 ${receipt.serial ?? ''}`
  if (paper === 'a4') return drawnPdf(title, 'A4', pdf => drawA4(pdf, receipt, copies))
  let height = 0
  // A roll has no pages: drawn once to see how long it is.
  await drawnPdf(title, [slipWidth, 14_000], pdf => {
    height = drawSlip(pdf, receipt, copies)
  })
  return drawnPdf(title, [slipWidth, height], pdf => drawSlip(pdf, receipt, copies))
}

/** What is drawn on pages of a size, with the embedded Chinese font. */
export async function drawnPdf(
  title: string,
  size: string | [number, number],
  draw: (pdf: Pdf) => unknown,
): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size,
    margin: 0,
    // None yet: the library's own default is a file that a bundle does not have.
    font: '',
    info: { Title: title },
  })
  const chunks: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  pdf.font(receiptFont())
  draw(pdf)
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}
