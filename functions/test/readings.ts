import type { ImportRecord, RecordKind, RecordOf } from '@linli/shared/imports/record'
import type { BadRow, ReadProblem, ReadTable, ReadTotals } from '@linli/shared/imports/reading'
import { noSettings, type ReadSettings } from '@linli/shared/imports/settings'
import { readBook } from '../src/imports/read-book'

export type BookReading = {
  tables: ReadTable[]
  records: ImportRecord[]
  problems: ReadProblem[]
  badRows: BadRow[]
  totals?: ReadTotals
  refusal?: string
}

/** A file read by the rules as the reading process does it, here in the test's own. */
export async function readBytes(bytes: Buffer, settings: Partial<ReadSettings> = {}): Promise<BookReading> {
  const said: BookReading = { tables: [], records: [], problems: [], badRows: [] }
  await readBook(
    () => Promise.resolve(bytes),
    { fileName: '台账.xlsx', settings: { ...noSettings, ...settings } },
    message => {
      if (message.kind === 'table') said.tables.push(message.table)
      if (message.kind === 'records') said.records.push(...message.records)
      if (message.kind === 'problems') said.problems.push(...message.problems)
      if (message.kind === 'badRows') said.badRows.push(...message.rows)
      if (message.kind === 'totals') said.totals = message.totals
      if (message.kind === 'refused') said.refusal = message.refusal
      return Promise.resolve()
    },
  )
  return said
}

/** The records of one kind, without where they stand. */
export function recordsOf<K extends RecordKind>(reading: BookReading, kind: K) {
  const isOfKind = (record: ImportRecord): record is RecordOf<K> => record.kind === kind
  return reading.records.filter(isOfKind).map(({ sheet: _sheet, row: _row, kind: _kind, ...content }) => content)
}
