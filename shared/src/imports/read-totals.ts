import type { ItemTotal, ReadTotals, SheetTotal } from './reading'
import type { ImportRecord, RecordKind } from './record'
import { sortCode } from './room-code'
import type { BuildingTotal } from './schema'

/** What records add up to, by kind, by building and by item. */
export class Totals {
  readonly #buildings = new Map<string, BuildingTotal>()
  readonly #items = new Map<string, ItemTotal>()
  readonly #records: Partial<Record<RecordKind, number>> = {}

  add(record: ImportRecord): void {
    const { kind } = record
    this.#records[kind] = (this.#records[kind] ?? 0) + 1
    if (record.kind === 'room') this.#addRoom(record.building, record.areas.built)
    else this.#addItem(kind, nameOf(record), buildingOf(record), amountOf(record))
  }

  totals(sheetTotals: SheetTotal[]): ReadTotals {
    const buildings = [...this.#buildings.values()]
    const items = [...this.#items.values()]
    const itemKey = ({ kind, name, building }: ItemTotal) => `${kind}\t${name}\t${sortCode(building)}`
    return {
      byBuilding: buildings.sort((a, b) => (sortCode(a.building) < sortCode(b.building) ? -1 : 1)),
      byItem: items.sort((a, b) => (itemKey(a) < itemKey(b) ? -1 : 1)),
      sheetTotals,
      records: this.#records,
    }
  }

  #addRoom(building: string, built: number): void {
    const total = this.#buildings.get(building) ?? { building, rooms: 0, builtM2x100: 0 }
    total.rooms += 1
    total.builtM2x100 += built
    this.#buildings.set(building, total)
  }

  #addItem(kind: RecordKind, name: string, building: string, amountFen: number): void {
    const key = `${kind}\t${name}\t${building}`
    const total = this.#items.get(key) ?? { kind, name, building, count: 0, amountFen: 0 }
    total.count += 1
    total.amountFen += amountFen
    this.#items.set(key, total)
  }
}

/** The same without these records: what says other than the system does is in the file, and does not go in. */
export function totalsWithout(totals: ReadTotals, records: readonly ImportRecord[]): ReadTotals {
  const out = new Totals()
  for (const record of records) out.add(record)
  const less = out.totals([])
  const buildings = new Map(less.byBuilding.map(each => [each.building, each]))
  const keyOf = ({ kind, name, building }: ItemTotal) => `${kind}\t${name}\t${building}`
  const items = new Map(less.byItem.map(each => [keyOf(each), each]))
  const byBuilding = totals.byBuilding.map(each => {
    const { rooms = 0, builtM2x100 = 0 } = buildings.get(each.building) ?? {}
    return { ...each, rooms: each.rooms - rooms, builtM2x100: each.builtM2x100 - builtM2x100 }
  })
  const byItem = totals.byItem.map(each => {
    const { count = 0, amountFen = 0 } = items.get(keyOf(each)) ?? {}
    return { ...each, count: each.count - count, amountFen: each.amountFen - amountFen }
  })
  return {
    ...totals,
    byBuilding: byBuilding.filter(({ rooms }) => rooms > 0),
    byItem: byItem.filter(({ count }) => count > 0),
  }
}

function nameOf(record: ImportRecord): string {
  if ('feeItemName' in record) return record.feeItemName ?? ''
  return record.kind === 'deposit' || record.kind === 'fee_item'
    ? record.name
    : record.kind === 'meter'
      ? record.type
      : ''
}

function buildingOf(record: ImportRecord): string {
  const code = 'roomCode' in record ? record.roomCode : undefined
  return code?.slice(0, code.indexOf('-')) ?? ''
}

function amountOf(record: ImportRecord): number {
  if (record.kind === 'history') return record.paidFen
  return 'amountFen' in record ? record.amountFen : 0
}
