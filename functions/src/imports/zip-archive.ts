import { Readable } from 'node:stream'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'

type Entry = { method: number; crc: number; packed: number; size: number; at: number }
/**
 * `read` inflates one entry, never past its declared size, and checks its sum; an unknown name is undefined. `pieces` does
 * so piece by piece: nothing of an entry is kept, and what it says counts once it has come to its end.
 */
export type ZipArchive = {
  names: string[]
  read: (name: string) => Buffer | undefined
  pieces: (name: string) => AsyncGenerator<Buffer>
}

const [END, END_64, DIRECTORY, LOCAL] = [0x06054b50, 0x06064b50, 0x02014b50, 0x04034b50]
const UNKNOWN_16 = 0xffff
const UNKNOWN_32 = 0xffffffff

/**
 * Opens a zip by its central directory (APPNOTE 4.3, Zip64 included). The declared sizes are added up before anything
 * is inflated; inflating stops at the declared size, so a directory that lies is a damaged file, not a full memory.
 */
export function openZip(bytes: Buffer, mostBytes: number = workbookLimits.inflatedBytes): ZipArchive {
  const entries = orDamaged(() => readDirectory(bytes))
  let total = 0
  for (const { size } of entries.values()) total += size
  if (total > mostBytes) throw new WorkbookRefused('inflates_too_large')
  const read = (name: string) => {
    const entry = entries.get(name)
    if (entry && entry.size > workbookLimits.partBytes) throw new WorkbookRefused('too_heavy')
    return entry && orDamaged(() => inflate(bytes, entry))
  }
  return { names: [...entries.keys()], read, pieces: name => inflated(bytes, entries.get(name)) }
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  const { count, start } = findDirectory(bytes)
  if (count > workbookLimits.zipEntries) throw new WorkbookRefused('inflates_too_large')
  const entries = new Map<string, Entry>()
  let at = start
  for (let i = 0; i < count; i++) {
    expect(bytes.readUInt32LE(at) === DIRECTORY)
    if ((bytes.readUInt16LE(at + 8) & 0x2041) !== 0) throw new WorkbookRefused('encrypted')
    const [nameLength, extraLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)]
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    expect(!entries.has(name))
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const [size, packed, offset] = widened(extra, [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ])
    entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed,
      size,
      at: offset,
    })
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** The end record stands in the last 64 KB; large-file writers keep the real numbers in a second record before it. */
function findDirectory(bytes: Buffer): { count: number; start: number } {
  const lowest = Math.max(0, bytes.length - 65_557)
  let end = bytes.length - 22
  while (end >= lowest && bytes.readUInt32LE(end) !== END) end--
  expect(end >= lowest)
  const [count, start] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)]
  if (count !== UNKNOWN_16 && start !== UNKNOWN_32) return { count, start }
  const end64 = Number(bytes.readBigUInt64LE(end - 20 + 8))
  expect(bytes.readUInt32LE(end64) === END_64)
  return { count: Number(bytes.readBigUInt64LE(end64 + 32)), start: Number(bytes.readBigUInt64LE(end64 + 48)) }
}

/** Numbers that do not fit 32 bits follow in the Zip64 extra field, in this order, only those that are needed. */
function widened(extra: Buffer, narrow: [number, number, number]): [number, number, number] {
  let field = 0
  while (field + 4 <= extra.length && extra.readUInt16LE(field) !== 1) field += 4 + extra.readUInt16LE(field + 2)
  let next = field + 4
  const wide = (value: number) => {
    if (value !== UNKNOWN_32) return value
    next += 8
    return Number(extra.readBigUInt64LE(next - 8))
  }
  const [size, packed, offset] = narrow
  return [wide(size), wide(packed), wide(offset)]
}

function packedOf(bytes: Buffer, { method, packed, at }: Entry): Buffer {
  expect(bytes.readUInt32LE(at) === LOCAL)
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  expect(start + packed <= bytes.length)
  expect(method === 0 || method === 8)
  return bytes.subarray(start, start + packed)
}

async function* inflated(bytes: Buffer, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (!entry) return
  const data = orDamaged(() => packedOf(bytes, entry))
  let [size, sum] = [0, 0]
  const source = Readable.from(slices(data))
  const stream = entry.method === 0 ? source : source.pipe(createInflateRaw())
  try {
    for await (const piece of stream) {
      const some: Buffer = piece
      size += some.length
      expect(size <= entry.size)
      sum = crc32(some, sum)
      yield some
    }
  } catch (error) {
    // What zlib says is damage; what whoever takes the pieces throws does not come here.
    throw error instanceof WorkbookRefused ? error : new WorkbookRefused('damaged')
  }
  expect(size === entry.size && sum === entry.crc)
}

const sliceBytes = 65_536
function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes)
}

function inflate(bytes: Buffer, entry: Entry): Buffer {
  const { method, crc, size } = entry
  const data = packedOf(bytes, entry)
  const content = method === 0 ? data : inflateRawSync(data, oneBuffer(size))
  expect(content.length === size && crc32(content) === crc)
  return content
}

/** zlib would otherwise collect 16 KB pieces and join them, which holds the content twice. */
function oneBuffer(size: number): { maxOutputLength: number; chunkSize: number } {
  return { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size) }
}

function orDamaged<T>(step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw error instanceof WorkbookRefused ? error : new WorkbookRefused('damaged')
  }
}

function expect(isAsItShouldBe: boolean): void {
  if (!isAsItShouldBe) throw new WorkbookRefused('damaged')
}
