import type { FileHandle } from 'node:fs/promises'
import { crc32, inflateRawSync } from 'node:zlib'

type Entry = { crc: number; packed: number; size: number; at: number }

/** A zip on disk (APPNOTE 4.3, without Zip64), one entry in memory at a time. */
export class Zip {
  readonly #entries = new Map<string, Entry>()

  private constructor(readonly file: FileHandle) {}

  static async open(file: FileHandle): Promise<Zip> {
    const zip = new Zip(file)
    const { size } = await file.stat()
    const end = await zip.#bytes(size - 22, 22)
    if (end.readUInt32LE(0) !== 0x06054b50) throw new Error('this is no export')
    const directory = await zip.#bytes(end.readUInt32LE(16), end.readUInt32LE(12))
    for (let at = 0; at < directory.length; ) {
      const next = at + 46 + directory.readUInt16LE(at + 28)
      zip.#entries.set(directory.toString('utf8', at + 46, next), {
        crc: directory.readUInt32LE(at + 16),
        packed: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        at: directory.readUInt32LE(at + 42),
      })
      at = next + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return zip
  }

  get names(): string[] {
    return [...this.#entries.keys()]
  }

  async read(name: string): Promise<Buffer> {
    const entry = this.#entries.get(name)
    if (!entry) throw new Error(`${name} is missing`)
    const local = await this.#bytes(entry.at, 30)
    const from = entry.at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
    const content = inflateRawSync(await this.#bytes(from, entry.packed), { maxOutputLength: Math.max(1, entry.size) })
    if (content.length !== entry.size || crc32(content) !== entry.crc) throw new Error(`${name} is damaged`)
    return content
  }

  async #bytes(at: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(length), 0, length, at)
    if (bytesRead !== length) throw new Error('the file is cut off')
    return buffer
  }
}
