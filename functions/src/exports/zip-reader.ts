import type { FileHandle } from 'node:fs/promises'
import { crc32, inflateRawSync } from 'node:zlib'
import { AppError } from '@linli/shared/errors'

type Entry = { crc: number; packedSize: number; size: number; at: number }

/** A zip on disk, as ZipWriter writes it: only its directory and one entry at a time are in memory. */
export class ZipReader {
  readonly #entries = new Map<string, Entry>()

  private constructor(readonly file: FileHandle) {}

  /** Throws exports.damaged for anything that ZipWriter does not write. */
  static async open(file: FileHandle): Promise<ZipReader> {
    const zip = new ZipReader(file)
    try {
      await zip.#readDirectory()
    } catch (cause) {
      throw new AppError('exports.damaged', { cause })
    }
    return zip
  }

  async #readDirectory(): Promise<void> {
    const { size } = await this.file.stat()
    const end = await this.#bytes(size - 22, 22)
    expect(end.readUInt32LE(0) === 0x06054b50)
    const directory = await this.#bytes(end.readUInt32LE(16), end.readUInt32LE(12))
    for (let at = 0; at < directory.length; ) {
      expect(directory.readUInt32LE(at) === 0x02014b50)
      const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
      const name = directory.toString('utf8', at + 46, nameEnd)
      expect(!this.#entries.has(name))
      this.#entries.set(name, {
        crc: directory.readUInt32LE(at + 16),
        packedSize: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        at: directory.readUInt32LE(at + 42),
      })
      at = nameEnd
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()]
  }

  /** One entry whole, never past its declared size, which is at most `most`. Throws exports.damaged. */
  async read(name: string, most: number): Promise<Buffer> {
    const entry = this.#entries.get(name)
    if (!entry || entry.size > most) throw new AppError('exports.damaged')
    const local = await this.#bytes(entry.at, 30)
    const packed = await this.#bytes(entry.at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), entry.packedSize)
    try {
      const content = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) })
      expect(content.length === entry.size && crc32(content) === entry.crc)
      return content
    } catch (cause) {
      throw new AppError('exports.damaged', { cause })
    }
  }

  async #bytes(at: number, length: number): Promise<Buffer> {
    expect(at >= 0)
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(length), 0, length, at)
    expect(bytesRead === length)
    return buffer
  }
}

function expect(isAsItShouldBe: boolean): void {
  if (!isAsItShouldBe) throw new AppError('exports.damaged')
}
