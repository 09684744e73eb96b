import { EntryPacker, ZipWriter } from '@linli/functions/exports/zip-writer'
import { drawnPdf } from '@linli/functions/payments/receipt-pdf'
import type { Issued } from './book'

/** An issued invoice as a page to read: no likeness of the tax authority's form. */
export const documentOf = (invoice: Issued, format: string): Promise<Uint8Array> =>
  format === 'ofd' ? ofd(invoice) : pdf(invoice)

const linesOf = ({ number, buyer, seller, items, amount, tax, total }: Issued): string[] => [
  `发票号码：${number}`,
  `购买方：${buyer.name}${buyer.taxNumber ? `（${buyer.taxNumber}）` : ''}`,
  `销售方：${seller.name}（${seller.taxNumber}）`,
  ...items.map(item => `${item.name}　${item.remark}　金额 ${item.amount}　税率 ${item.taxRate}　税额 ${item.tax}`),
  `合计金额 ${amount}　合计税额 ${tax}　价税合计 ${total} 元`,
  '本地模拟平台开具，不是真的发票',
]

const pdf = (invoice: Issued) =>
  drawnPdf(`电子发票 ${invoice.number}`, 'A4', page => {
    page.fontSize(18).text('电子发票（普通发票）', 48, 48)
    page.fontSize(11)
    linesOf(invoice).forEach((line, i) => page.text(line, 48, 92 + i * 24, { width: 500 }))
  })

const escaped = (text: string) => text.replace(/[&<>]/g, sign => `&#${sign.charCodeAt(0)};`)

/** The container of GB/T 33190 with the invoice's words as its document data. */
async function ofd(invoice: Issued): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const zip = new ZipWriter(bytes => void parts.push(bytes))
  const entry = new EntryPacker()
  const words = linesOf(invoice).map(line => `<ofd:CustomData>${escaped(line)}</ofd:CustomData>`)
  await entry.add(
    `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016">${words.join('')}</ofd:OFD>`,
  )
  await zip.put('OFD.xml', await entry.end())
  await zip.end()
  return Buffer.concat(parts)
}
