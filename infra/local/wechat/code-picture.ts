import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** The cells of a side: the outermost are the quiet zone, the others hold the text bit by bit, and then noise. */
const cells = 25
const inner = cells - 2

/**
 * A square PNG in the place of a mini-program code. WeChat's own code is its secret; this one holds `page?scene` as its
 * length in one byte and its bytes, row by row, dark for 1, so that what was printed can be read back.
 */
export function codePicture(text: string, width: number): Buffer {
  const bits = bitsOf(text)
  const rows: Buffer[] = []
  for (let y = 0; y < width; y++) {
    const row = Buffer.alloc(width + 1, 255)
    row[0] = 0
    for (let x = 0; x < width; x++) row[x + 1] = dark(bits, cell(x, width), cell(y, width)) ? 0 : 255
    rows.push(row)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(width, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const data = deflateSync(Buffer.concat(rows))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** The text of such a code, of whatever size and place: `isDark` looks at a point of it, both ways from 0 to 1. */
export function readCode(isDark: (x: number, y: number) => boolean): string {
  const at = (nth: number) => isDark((1.5 + (nth % inner)) / cells, (1.5 + Math.floor(nth / inner)) / cells)
  const byte = (nth: number) =>
    Array.from({ length: 8 }, (_, bit) => (at(nth * 8 + bit) ? 128 >> bit : 0)).reduce((sum, value) => sum + value, 0)
  return Buffer.from(Array.from({ length: byte(0) }, (_, i) => byte(i + 1))).toString('utf8')
}

function bitsOf(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  const noise = createHash('sha512').update(text).digest()
  return Buffer.concat([Buffer.from([bytes.length]), bytes, noise])
}

function cell(at: number, width: number): number {
  return Math.floor((at * cells) / width)
}

function dark(bits: Buffer, x: number, y: number): boolean {
  if (x === 0 || y === 0 || x === cells - 1 || y === cells - 1) return false
  const bit = (y - 1) * inner + (x - 1)
  return (((bits[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
}

function chunk(name: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(typed))
  return Buffer.concat([size, typed, check])
}
