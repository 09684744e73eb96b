import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

const CELLS = 21

/**
 * A square PNG in the place of a mini-program code: the same text gives the same pattern. WeChat's own code is its
 * secret, so nothing can read this one.
 */
export function codePicture(text: string, width: number): Buffer {
  const digest = createHash('sha512').update(text).digest()
  const rows: Buffer[] = []
  for (let y = 0; y < width; y++) {
    const row = Buffer.alloc(width + 1, 255)
    row[0] = 0
    for (let x = 0; x < width; x++) row[x + 1] = dark(digest, cell(x, width), cell(y, width)) ? 0 : 255
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

function cell(at: number, width: number): number {
  return Math.floor((at * CELLS) / width)
}

function dark(digest: Buffer, x: number, y: number): boolean {
  if (x === 0 || y === 0 || x === CELLS - 1 || y === CELLS - 1) return false
  const bit = (y * CELLS + x) % (digest.length * 8)
  return (((digest[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1
}

function chunk(name: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(typed))
  return Buffer.concat([size, typed, check])
}
