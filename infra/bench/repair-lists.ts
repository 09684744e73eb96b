import type { Context } from '@linli/functions/context'
import { figures } from '@linli/functions/repairs/figures'
import { listRepairs } from '@linli/functions/repairs/lists'
import { listRevisits } from '@linli/functions/repairs/revisits'
import { derivedId } from '@linli/functions/secrets'
import type { RepairKind } from '@linli/shared/repairs/kinds'
import type { RepairColumn } from '@linli/shared/repairs/schema'
import type { Meter } from './capacity'
import type { Figure } from './figure'
import { inFilledTable } from './filled-table'
import { liftId } from './growth-cases'
import { repairFigureItems, repairsOf } from './growth-repairs'
import { roomOf } from './rooms'

const orders = 100_000
const most = 2
const limit = 100
const communityId = '100000'
const personId = derivedId('worker', communityId)
const period = '2026'
const roomId = roomOf(communityId, 0).roomId

type Filter = {
  column?: RepairColumn
  kind?: RepairKind
  building?: string
  placeId?: string
  personId?: string
  roomId?: string
  period?: string
}
/** Every filter that the office is offered. */
const filters: Record<string, Filter> = {
  none: {},
  'none, month': { period },
  'column waiting': { column: 'waiting' },
  'column working': { column: 'working' },
  'column over': { column: 'over' },
  kind: { kind: 'water' },
  'kind, month': { kind: 'water', period },
  building: { building: '1' },
  'building, month': { building: '1', period },
  place: { placeId: liftId },
  'place, month': { placeId: liftId, period },
  person: { personId },
  'person, month': { personId, period },
  room: { roomId },
}

/** The reads that a page of 100,000 orders costs at most, walked to its end under each filter, ÷ the two that it may. */
export const repairLists = (say: (line: string) => void): Promise<Figure[]> =>
  inFilledTable({ communityId, items: items(), say }, ({ ctx }, counted) => measured(ctx, counted, say))

function* items(): Generator<Record<string, unknown>> {
  for (let i = 0; i < orders; i++) yield* repairsOf(communityId, i, personId)
  yield* repairFigureItems(communityId, personId)
}

async function measured(ctx: Context, counted: Meter, say: (line: string) => void): Promise<Figure[]> {
  const found: Figure[] = []
  const note = (name: string, reads: number) =>
    found.push({ name: `repair-lists:${name}`, value: reads, unit: 'reads', baseline: most, ratio: reads / most })
  for (const [name, filter] of Object.entries(filters))
    note(name, await walked(name, counted, say, cursor => listRepairs(ctx, { communityId, limit, cursor, ...filter })))
  note('revisits', await walked('revisits', counted, say, cursor => listRevisits(ctx, { communityId, limit, cursor })))
  counted.take()
  await figures(ctx, { communityId, period, by: 'kind' })
  note('statistics', counted.take().requests.length)
  return found
}

type Page = { items: { repairId: string }[]; cursor?: string }

/** The most requests of any page; throws where an order came twice. */
async function walked(
  name: string,
  counted: Meter,
  say: (line: string) => void,
  page: (cursor: string | undefined) => Promise<Page>,
): Promise<number> {
  const seen = new Set<string>()
  let [cursor, reads, pages, rows, units]: [string | undefined, number, number, number, number] = [
    undefined,
    0,
    0,
    0,
    0,
  ]
  do {
    counted.take()
    const found = await page(cursor)
    const taken = counted.take()
    reads = Math.max(reads, taken.requests.length)
    units = Math.max(units, taken.units)
    for (const { repairId } of found.items) seen.add(repairId)
    rows += found.items.length
    pages++
    cursor = found.cursor
  } while (cursor)
  if (seen.size !== rows || rows === 0) throw new Error(`${name}: ${rows} rows, ${seen.size} orders`)
  say(`${name}: ${rows} orders on ${pages} pages, at most ${reads} reads and ${units} units a page`)
  return reads
}
