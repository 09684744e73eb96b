import { kindOf, type Manifest, sha256Of } from './manifest'
import { packed, type ZipWriter } from './zip-writer'

const mostRecords = 2000
const mostBytes = 4_000_000

/** Writes records by their kind into parts of a zip: at most one unfinished part a kind is in memory. */
export class ArchiveWriter {
  readonly parts: Manifest['parts'] = []
  readonly #open = new Map<string, { lines: string[]; bytes: number }>()
  records = 0

  constructor(readonly zip: Pick<ZipWriter, 'put'>) {}

  async add(kind: string, records: readonly unknown[]): Promise<void> {
    for (const record of records) {
      const line = `${JSON.stringify(record)}\n`
      const open = this.#open.get(kind) ?? { lines: [], bytes: 0 }
      open.lines.push(line)
      open.bytes += Buffer.byteLength(line)
      this.#open.set(kind, open)
      this.records += 1
      if (open.lines.length === mostRecords || open.bytes > mostBytes) await this.#flush(kind)
    }
  }

  /** Records of each kind. */
  async end(): Promise<Record<string, number>> {
    for (const kind of this.#open.keys()) await this.#flush(kind)
    const counts: Record<string, number> = {}
    for (const { path, records } of this.parts) counts[kindOf(path)] = (counts[kindOf(path)] ?? 0) + records
    return counts
  }

  async #flush(kind: string) {
    const { lines } = this.#open.get(kind) ?? { lines: [] }
    this.#open.delete(kind)
    if (lines.length === 0) return
    const content = Buffer.from(lines.join(''))
    const nth = this.parts.filter(({ path }) => kindOf(path) === kind).length + 1
    const path = `${kind}/${String(nth).padStart(6, '0')}.jsonl`
    await this.zip.put(path, await packed(content))
    this.parts.push({ path, records: lines.length, bytes: content.length, sha256: sha256Of(content) })
  }
}
