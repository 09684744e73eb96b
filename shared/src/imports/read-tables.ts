import { Book, nameOf } from './book'
import { holdDeposits, type DepositMove } from './held-deposits'
import { columnsByField, Line } from './line'
import { joinCoOwnerRows } from './co-owner-rows'
import { KnownPlaces } from './place-known'
import { PlaceReader } from './place-reader'
import { placePeople } from './place-people'
import { readBalances } from './read-balances'
import { readFeeItem } from './read-fee-item'
import { readHistory } from './read-history'
import { readMeters } from './read-meters'
import { readPerson } from './read-person'
import { readRoom } from './read-room'
import { readSpace, readVehicle } from './read-space'
import type { FoundTable } from './recognise'
import { ImportRecord, recordOrder, type TableKind } from './record'
import { warnOfRepeatedPeople } from './repeated-people'
import { numberEqual, refuseRepeated } from './repeated-rows'
import { parseRoomName } from './room-code'
import type { RowResult } from './row-result'
import { warnOfShareSums } from './share-sums'
import type { ReadSettings } from './settings'
import { holdsNothing, keyField } from './skipped-row'

/** What others refer to is read first. */
const readingOrder: readonly TableKind[] = [
  'fee_items',
  'buildings',
  'people',
  'rooms',
  'spaces',
  'vehicles',
  'meters',
  'balances',
  'history',
]
const STEP = 2000
/** Nobody reads more problems than this one by one: after them each row keeps only its first, an error if it has one. */
const MANY_PROBLEMS = 20_000

export type TablesReading = { results: ReadonlyMap<FoundTable, readonly RowResult[]>; book: Book }

/** Reads the rows of all tables of one file; yields how many rows are read so far. */
export function* readTables(tables: readonly FoundTable[], settings: ReadSettings): Generator<number, TablesReading> {
  const usable = tables.filter(({ isUsable }) => isUsable)
  const rooms = usable.filter(({ kind }) => kind === 'rooms')
  const book = new Book(settings, roomsOf(rooms, settings))
  const results = new Map<FoundTable, RowResult[]>()
  const deposits: DepositMove[] = []
  let [done, problems] = [0, 0]
  for (const kind of readingOrder) {
    for (const table of usable.filter(table => table.kind === kind)) {
      const columns = columnsByField(table.columns)
      const own: RowResult[] = []
      results.set(table, own)
      for (const source of table.rows) {
        const line = new Line(table.sheet.name, source, columns)
        const result = readRow(line, table, kind, book, deposits)
        if (problems > MANY_PROBLEMS) keepFirst(result)
        problems += result.problems.length
        own.push(result)
        done += 1
        if (done % STEP === 0) yield done
      }
    }
    if (kind === 'rooms') settleRooms(results, book, settings)
  }
  holdDeposits(deposits)
  const all = [...results.values()].flat()
  refuseRepeated(
    all,
    recordOrder.filter(kind => kind !== 'room'),
  )
  numberEqual(all)
  placePeople(book, roomsIn(all))
  warnOfShareSums(all)
  warnOfRepeatedPeople(namedPeople(all, book))
  return { results, book }
}

function keepFirst(result: RowResult): void {
  if (result.problems.length < 2) return
  const first = result.problems.find(({ severity }) => severity === 'error') ?? result.problems[0]
  result.problems.splice(0, Infinity, ...(first ? [first] : []))
}

function readRow(line: Line, table: FoundTable, kind: TableKind, book: Book, deposits: DepositMove[]): RowResult {
  const result: RowResult = { table, source: line.source, status: 'ready', records: [], problems: line.problems }
  const nothing = holdsNothing(line, kind)
  if (nothing) {
    result.status = nothing
    return result
  }
  const outcome = readers[kind](line, book, result, deposits)
  if (outcome !== 'left') result.records = outcome
  // A record of a row that is refused already may lack what was refused.
  if (!line.hasErrors() && !result.records.every(record => ImportRecord.safeParse(record).success))
    line.refuse(keyField[kind], 'row_form')
  if (line.hasErrors()) {
    result.status = 'bad'
    result.records = []
  } else if (outcome === 'left') result.status = 'left'
  return result
}

type Reader = (line: Line, book: Book, result: RowResult, deposits: DepositMove[]) => ImportRecord[] | 'left'

const readers: Record<TableKind, Reader> = {
  fee_items: readFeeItem,
  buildings: readBuilding,
  people: (line, book, result) => readPerson(line, book, result) ?? [],
  rooms: readRoom,
  spaces: (line, book, { table }) => (table.isFacet && line.text('spaceCode') === '' ? 'left' : readSpace(line, book)),
  vehicles: (line, book, { table }) => {
    if (line.text('plate') === '' && !table.isFacet) line.refuse('plate', 'plate_empty')
    return line.text('plate') === '' ? 'left' : readVehicle(line, book)
  },
  meters: readMeters,
  balances: readBalances,
  history: (line, book, result, deposits) => {
    const reading = readHistory(line, book)
    if (reading === 'left') return 'left'
    for (const payment of reading.records) {
      const own = reading.payments.find(({ feeName }) => feeName === payment.feeItemName)
      if (own?.isDeposit) deposits.push({ result, payment })
    }
    return reading.records
  },
}

/** 楼栋单元 lists where rooms may be. */
function readBuilding(line: Line, book: Book): ImportRecord[] {
  const reading = parseRoomName({ building: line.text('building'), unit: line.text('unit'), room: '101' })
  if (!reading.ok) line.refuse('building', reading.reason)
  else book.buildings.add(line.text('unit') === '' ? reading.building : `${reading.building}-${reading.unit}`)
  return []
}

/** The names of the rooms' own rows, read aside, so that nothing is counted twice; nothing of it is kept in memory. */
function roomNames({ rules, knownRooms }: ReadSettings): (line: Line) => string[] {
  const reader = new PlaceReader(rules, new KnownPlaces(knownRooms))
  return line => {
    const reading = reader.read(nameOf(line), false)
    return reading.kind === 'rooms' && reading.rooms.length === 1 ? reading.rooms.map(({ code }) => code) : []
  }
}

function roomsOf(tables: readonly FoundTable[], settings: ReadSettings): string[] {
  const codes = roomNames(settings)
  return tables.flatMap(table => {
    const columns = columnsByField(table.columns)
    return table.rows.flatMap(source => codes(new Line(table.sheet.name, source, columns)))
  })
}

/** Rooms that stand twice or whose row is bad do not go in; rows that refer to them must wait, and say for what. */
function settleRooms(results: ReadonlyMap<FoundTable, RowResult[]>, book: Book, settings: ReadSettings) {
  const rows = [...results].flatMap(([{ kind }, own]) => (kind === 'rooms' ? own : []))
  joinCoOwnerRows(rows, book)
  refuseRepeated(rows, ['room'])
  const there = new Set(settings.knownRooms)
  for (const { status, records } of rows)
    if (status === 'ready') for (const record of records) if (record.kind === 'room') there.add(record.code)
  const names = roomNames(settings)
  for (const result of rows) {
    if (result.status !== 'bad' && result.status !== 'duplicate') continue
    const { table, source } = result
    const codes = names(new Line(table.sheet.name, source, columnsByField(table.columns)))
    for (const code of codes) if (!there.has(code)) book.badRooms.set(code, result)
  }
}

/** The rooms whose own row goes in. */
const roomsIn = (results: readonly RowResult[]): ReadonlySet<string> =>
  new Set(
    results.flatMap(({ status, records }) =>
      status === 'ready' ? records.flatMap(record => (record.kind === 'room' ? [record.code] : [])) : [],
    ),
  )

function namedPeople(results: readonly RowResult[], book: Book) {
  const inRooms = results.flatMap(result =>
    result.status !== 'ready' ||
    result.table.kind !== 'rooms' ||
    !result.table.columns.some(({ field }) => field === 'ownerName')
      ? []
      : result.records.flatMap(record => {
          if (record.kind !== 'room' || record.ownerName === undefined) return []
          const { ownerName: name, ownerKind: kind = 'natural', phone, idNumber, code: roomCode } = record
          const others = (record.coOwners ?? []).map(other => ({
            ...other,
            kind: 'natural' as const,
            result,
            roomCode,
          }))
          return [{ name, kind, phone, idNumber, result, roomCode }, ...others]
        }),
  )
  return [...inRooms, ...book.people.all.filter(({ result }) => result.status === 'ready')]
}
