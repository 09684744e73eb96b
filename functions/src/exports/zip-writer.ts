import { crc32, createDeflateRaw } from 'node:zlib'
import { AppError } from '@linli/shared/errors'

export type PackedEntry = { crc: number; size: number; packed: Buffer[]; packedSize: number }
type Sink = (bytes: Uint8Array) => Promise<void> | void

/** Deflates text as it comes: what was given is not kept, only what is left of it. */
export class EntryPacker {
  readonly #deflate = createDeflateRaw({ level: 6 })
  readonly #packed: Buffer[] = []
  readonly #done: Promise<void>
  #crc = 0
  #size = 0

  constructor() {
    this.#deflate.on('data', (chunk: Buffer) => this.#packed.push(chunk))
    this.#done = new Promise((resolve, reject) => this.#deflate.on('end', resolve).on('error', reject))
  }

  async add(content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    this.#crc = crc32(bytes, this.#crc)
    this.#size += bytes.length
    if (!this.#deflate.write(bytes)) await new Promise(resolve => this.#deflate.once('drain', resolve))
  }

  async end(): Promise<PackedEntry> {
    this.#deflate.end()
    await this.#done
    const packedSize = this.#packed.reduce((sum, chunk) => sum + chunk.length, 0)
    return { crc: this.#crc, size: this.#size, packed: this.#packed, packedSize }
  }
}

/** What is told in 32 bits: entries, offsets and the whole (APPNOTE 4.4); beyond it a zip needs another form. */
const largest = 0xfffffffe
/** 1 January 1980: the same content makes the same file. */
const dosDate = 0x21

/** Writes a zip entry after entry; only its directory is kept in memory. Throws exports.too_large beyond 4 GB. */
export class ZipWriter {
  readonly #directory: Buffer[] = []
  #count = 0
  #offset = 0

  constructor(readonly sink: Sink) {}

  async put(name: string, entry: PackedEntry): Promise<void> {
    const file = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(dosDate, 8)
    common.writeUInt32LE(entry.crc, 10)
    common.writeUInt32LE(entry.packedSize, 14)
    common.writeUInt32LE(entry.size, 18)
    common.writeUInt16LE(file.length, 22)
    const at = this.#offset
    if (at + entry.packedSize > largest || this.#count === 0xfffe) throw new AppError('exports.too_large')
    await this.#write(uint32(0x04034b50), common, file, ...entry.packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    this.#directory.push(Buffer.concat([uint32(0x02014b50), uint16(20), common, place, file]))
    this.#count += 1
  }

  async end(): Promise<void> {
    const start = this.#offset
    const directory = Buffer.concat(this.#directory)
    const end = Buffer.concat([
      uint32(0x06054b50, 0),
      uint16(this.#count, this.#count),
      uint32(directory.length, start),
      uint16(0),
    ])
    await this.#write(directory, end)
  }

  async #write(...parts: Buffer[]) {
    for (const part of parts) {
      await this.sink(part)
      this.#offset += part.length
    }
  }
}

/** One entry whose content is at hand. */
export async function packed(content: string | Uint8Array): Promise<PackedEntry> {
  const packer = new EntryPacker()
  await packer.add(content)
  return packer.end()
}

function uint16(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2)
  numbers.forEach((number, i) => bytes.writeUInt16LE(number, i * 2))
  return bytes
}

function uint32(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4)
  numbers.forEach((number, i) => bytes.writeUInt32LE(number, i * 4))
  return bytes
}
