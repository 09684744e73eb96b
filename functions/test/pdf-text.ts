import { inflateSync } from 'node:zlib'

/**
 * The text of a PDF whose fonts are embedded subsets with a ToUnicode table each and two-byte glyphs, as ours are: enough
 * to read an amount and a number back. One table serves all, so the document must hold one font.
 */
export function pdfText(bytes: Buffer): string {
  const streams = inflated(bytes)
  const table = new Map<string, string>()
  for (const cmap of streams.filter(text => text.includes('beginbfrange')))
    for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]{4})>\s*<[0-9a-f]{4}>\s*\[([^\]]*)\]/gi))
      [...list.matchAll(/<([0-9a-f]+)>/gi)].forEach(([, code = ''], nth) =>
        table.set((Number.parseInt(from, 16) + nth).toString(16).padStart(4, '0'), utf16(code)),
      )
  return streams
    .flatMap(text => [...text.matchAll(/\[([^\]]*)\]\s*TJ/g)].map(([, shown = '']) => shown))
    .map(shown => [...shown.matchAll(/<([0-9a-f]+)>/gi)].map(([, glyphs = '']) => glyphs).join(''))
    .map(glyphs => (glyphs.match(/.{4}/g) ?? []).map(glyph => table.get(glyph.toLowerCase()) ?? '').join(''))
    .join('\n')
}

/** What its compressed streams say: drawing, text, tables. */
export function inflated(bytes: Buffer): string[] {
  const text = bytes.toString('latin1')
  return [...text.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')]
    } catch {
      return []
    }
  })
}

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map(unit => Number.parseInt(unit, 16)))
