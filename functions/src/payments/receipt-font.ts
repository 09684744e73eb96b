import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'

let unpacked: Buffer | undefined

/** The receipts' Chinese font, unpacked once: from the packed file every glyph would inflate its whole table again. */
export function receiptFont(): Buffer {
  unpacked ??= toSfnt(readFileSync(fontPath()))
  return unpacked
}

/** The file beside the bundle, or in the package when run from source. */
function fontPath(): string {
  const beside = fileURLToPath(new URL('./receipt-font.woff', import.meta.url))
  if (existsSync(beside)) return beside
  return createRequire(import.meta.url).resolve(
    '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff',
  )
}

const woffHeader = 44
const woffEntry = 20
const sfntHeader = 12
const sfntEntry = 16

/** A WOFF 1.0 file (W3C) as the plain font inside it: its tables inflated, in the same order, padded to four bytes. */
function toSfnt(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const power = 2 ** Math.floor(Math.log2(count))
  const head = Buffer.alloc(sfntHeader + sfntEntry * count)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(power * sfntEntry, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((count - power) * sfntEntry, 10)
  const parts: Buffer[] = [head]
  let at = head.length
  for (let i = 0; i < count; i++) {
    const from = woffHeader + i * woffEntry
    const [offset, packed, length] = [
      woff.readUInt32BE(from + 4),
      woff.readUInt32BE(from + 8),
      woff.readUInt32BE(from + 12),
    ]
    const stored = woff.subarray(offset, offset + packed)
    const table = packed < length ? inflateSync(stored) : Buffer.from(stored)
    const to = sfntHeader + i * sfntEntry
    woff.copy(head, to, from, from + 4)
    head.writeUInt32BE(woff.readUInt32BE(from + 16), to + 4)
    head.writeUInt32BE(at, to + 8)
    head.writeUInt32BE(length, to + 12)
    const padding = Buffer.alloc((4 - (length % 4)) % 4)
    parts.push(table, padding)
    at += length + padding.length
  }
  return Buffer.concat(parts)
}
