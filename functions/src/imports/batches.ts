import type { ImportRecord, RecordKind } from '@linli/shared/imports/record'

/** Records of one chunk that are planned together; `at` is each one's place in the chunk. */
export type Batch = { chunk: number; batch: number; kind: RecordKind; records: { at: number; record: ImportRecord }[] }

/** Three transactions of rooms with owners and phones, four with ID numbers too: few reads for many writes. */
const perBatch = 57

/**
 * The batches of a chunk, those of one building in a row: side by side they would fight for its counter. The same chunk
 * gives the same batches, whoever takes it up.
 */
export function batchesOf(chunk: number, kind: RecordKind, records: ImportRecord[]): Batch[][] {
  const groups = new Map<string, Batch['records']>()
  for (const [at, record] of records.entries()) {
    const group = record.kind === 'room' ? record.building : String(Math.floor(at / perBatch))
    const own = groups.get(group) ?? []
    own.push({ at, record })
    groups.set(group, own)
  }
  let batch = 0
  return [...groups.values()].map(own =>
    Array.from({ length: Math.ceil(own.length / perBatch) }, (_, i) => ({
      chunk,
      batch: batch++,
      kind,
      records: own.slice(i * perBatch, (i + 1) * perBatch),
    })),
  )
}
