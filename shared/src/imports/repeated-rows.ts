import type { TableField } from './fields'
import type { ImportRecord, RecordKind } from './record'
import { maybeTwice } from './maybe-twice'
import { addProblem, placeOf, type RowResult, whereIs } from './row-result'

/** What a record is about where there can be only one of it; undefined: rows may say the same twice. */
function keyOf(record: ImportRecord): { key: string; code: string; field: TableField } | undefined {
  if (record.kind === 'room') return { key: record.code, code: record.code, field: 'room' }
  if (record.kind === 'space') return { key: `${record.lot}\t${record.code}`, code: record.code, field: 'spaceCode' }
  if (record.kind === 'vehicle') return { key: record.plate, code: record.plate, field: 'plate' }
  if (record.kind === 'fee_item') return { key: record.name, code: record.name, field: 'feeName' }
  if (record.kind === 'meter')
    return { key: `${record.roomCode}\t${record.type}\t${record.number}`, code: record.roomCode, field: 'room' }
  if (record.kind === 'paid_through')
    return { key: `${record.roomCode}\t${record.feeItemName}`, code: record.roomCode, field: 'room' }
  return undefined
}

/**
 * Rows that are about the same room, space, plate, meter, fee item or 已缴至: equal ones go in once; where they differ
 * none goes in, because nobody said which is right. Works the same in any order of rows.
 */
export function refuseRepeated(results: readonly RowResult[], kinds: readonly RecordKind[]): void {
  const groups = new Map<string, Keyed[]>()
  const isTwice = maybeTwice(keysOf(keyedRecords(results, kinds)))
  for (const keyed of keyedRecords(results, kinds)) {
    if (!isTwice(keyed.key)) continue
    const same = groups.get(keyed.key)
    if (same) same.push(keyed)
    else groups.set(keyed.key, [keyed])
  }
  for (const group of groups.values()) if (group.length > 1) refuse(group)
}

type Keyed = { key: string; result: RowResult; record: ImportRecord }

function* keyedRecords(results: readonly RowResult[], kinds: readonly RecordKind[]): Generator<Keyed> {
  for (const result of results)
    for (const record of result.status === 'ready' ? result.records : []) {
      const about = kinds.includes(record.kind) ? keyOf(record) : undefined
      if (about) yield { key: `${record.kind}\t${about.key}`, result, record }
    }
}

function* keysOf(keyed: Iterable<Pick<Keyed, 'key'>>): Generator<string> {
  for (const { key } of keyed) yield key
}

function refuse(group: Keyed[]): void {
  const [first, second] = group
  const about = first && keyOf(first.record)
  if (!first || !second || !about) return
  const content = contentOf(first.result.records)
  const isEqual = group.every(({ result }) => contentOf(result.records) === content)
  for (const [at, { result }] of group.entries()) {
    if (isEqual && at === 0) continue
    const other = at === 0 ? second.result : first.result
    const values = { first: whereIs(placeOf(other), result.table.sheet.name), code: about.code }
    addProblem(result, about.field, isEqual ? 'duplicate' : 'row_differs', values, 'duplicate')
  }
}

const repeating: readonly RecordKind[] = ['arrears', 'prepayment', 'deposit', 'history']

/** Rows of money may be equal and both be true: each is numbered among its equals, and said to a person. */
export function numberEqual(results: readonly RowResult[]): void {
  const seen = new Map<string, { count: number; first: RowResult }>()
  const isTwice = maybeTwice(moneyOf(results))
  for (const result of results) {
    if (result.status !== 'ready') continue
    let isTold = false
    for (const record of result.records) {
      if (!repeating.includes(record.kind)) continue
      const content = contentOf([record])
      const before = seen.get(content)
      record.nth = before?.count ?? 0
      if (!isTwice(content)) continue
      if (before) before.count += 1
      else seen.set(content, { count: 1, first: result })
      if (!before || isTold || before.first === result) continue
      isTold = true
      addProblem(result, 'room', 'equal_row', { first: whereIs(placeOf(before.first), result.table.sheet.name) })
    }
  }
}

function* moneyOf(results: readonly RowResult[]): Generator<string> {
  for (const { status, records } of results)
    for (const record of status === 'ready' ? records : [])
      if (repeating.includes(record.kind)) yield contentOf([record])
}

/** What records say, wherever they stand. */
export function contentOf(records: readonly ImportRecord[]): string {
  return JSON.stringify(records.map(({ sheet: _sheet, row: _row, nth: _nth, ...content }) => content))
}
