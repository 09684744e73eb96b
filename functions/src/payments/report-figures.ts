import { ExpenseCategory } from '@linli/shared/finance/expense-category'
import { type SpentInMonth, spentBy } from '@linli/shared/finance/spending'
import { type Cell, measured, type Measure } from '@linli/shared/insight/collection'
import type { JournalLine, Posting } from '@linli/shared/payments/schema'
import { monthOf } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import { figuresKey } from './store'

type Posted = Pick<Posting, 'kind' | 'lines'> & { postingDate: string }
/** The building of a charged object; '' for what belongs to none. */
export type BuildingOf = (objectId: string) => string

/**
 * Counters are spread over so many items, by fee item and building: 8 fee items in 2,000 buildings, paid in one month for
 * two years back, fill half of what an item holds. A posting moves no more of them than it has bills.
 */
const monthShards = 128
const owedShards = 16
const ageShards = 8
const shardOf = (name: string, of: number) => {
  let hash = 0
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003
  return String(hash % of).padStart(2, '0')
}
/** A fee item in a counter's name: enough of its id to tell the items of a community apart. */
const tailOf = (feeItemId: string) => feeItemId.slice(-10)
const letters: Record<Measure, string> = { billed: 'b', brought: 'o', received: 'r', late: 'l' }
const measures = new Map<string, Measure>([
  ['b', 'billed'],
  ['o', 'brought'],
  ['r', 'received'],
  ['l', 'late'],
])
/** What is owed now: by fee item and building, and by fee item and month. No month of the books sorts behind them. */
const owedKey = 'owed'
const lastOwedKey = `${owedKey}~`
/** What was spent, by month of the books; behind all of the others. */
const spentKey = (month: string) => `spent#${month}`

/**
 * The reports' counters that these postings move, for the transaction that seals them: each posting passes it once. They
 * stand by the month of the books, so that those of a closed month never move again.
 */
export function reportWrites(communityId: string, postings: Posted[], buildingOf: BuildingOf): Write[] {
  const items = new Map<string, Record<string, number>>()
  const count = (sk: string, name: string, fen: number) => {
    const counters = items.get(sk) ?? {}
    counters[name] = (counters[name] ?? 0) + fen
    items.set(sk, counters)
  }
  for (const { kind, lines, postingDate } of postings) {
    const places = new Map(lines.flatMap(({ billId, objectId }) => (billId && objectId ? [[billId, objectId]] : [])))
    for (const line of lines) {
      const spent = spentBy(line)
      if (spent) count(spentKey(monthOf(postingDate)), ['x', spent.category, spent.fund].join('|'), spent.fen)
      const said = measured(kind, line)
      if (!said) continue
      const item = tailOf(line.feeItemId ?? '')
      const building = buildingOf(placeOf(line, places))
      count(
        `${monthOf(postingDate)}#${shardOf(item + building, monthShards)}`,
        [letters[said.measure], said.of, item, building].join('|'),
        said.fen,
      )
      if (line.account !== 'receivable') continue
      count(`${owedKey}#s${shardOf(item + building, owedShards)}`, ['s', item, building].join('|'), line.amountFen)
      count(`${owedKey}#a${shardOf(item, ageShards)}`, ['a', said.of, item].join('|'), line.amountFen)
    }
  }
  return [...items].map(([sk, add]) => ({ update: { key: figuresKey(communityId, sk), add } }))
}

/** A late fee names its bill, not its place: the principal beside it does. */
const placeOf = ({ objectId, billId = '' }: JournalLine, places: ReadonlyMap<string, string>) =>
  objectId ?? places.get(billId) ?? ''

/** The objects that postings are about, each once. */
export const objectsOf = (postings: Pick<Posting, 'lines'>[]): string[] => [
  ...new Set(postings.flatMap(({ lines }) => lines.flatMap(({ objectId }) => objectId ?? []))),
]

const Item = z.record(z.string(), z.unknown()).transform(item => ({
  sk: String(item.sk),
  counters: Object.entries(item).flatMap(([name, fen]) =>
    typeof fen === 'number' && name.includes('|') ? [{ parts: name.split('|'), fen }] : [],
  ),
}))
/** Of 32 years. */
const mostItems = 50_000

export type ReportFigures = {
  cells: Cell[]
  /** What is owed now. `feeItemId` is the end of an id, see `isItem`. */
  owed: { feeItemId: string; building: string; fen: number }[]
  ages: { feeItemId: string; of: string; fen: number }[]
}

/** Whether a counter's fee item is this one. */
export const isItem = (tail: string, feeItemId: string): boolean => tail === tailOf(feeItemId)

/** The counters of every month from `from` to now, and what is owed: one query, page after page. */
export async function reportFigures(ctx: Context, communityId: string, from: string): Promise<ReportFigures> {
  const { pk, sk } = figuresKey(communityId, from)
  const items = await queryAll(ctx.db, { pk, between: [sk, lastOwedKey], schema: Item }, mostItems)
  const found: ReportFigures = { cells: [], owed: [], ages: [] }
  for (const { sk: at, counters } of items) {
    const [posted = ''] = at.split('#')
    for (const { parts, fen } of counters) {
      const [letter = '', first = '', second = '', third = ''] = parts
      const measure = measures.get(letter)
      if (posted !== owedKey && measure)
        found.cells.push({ posted, of: first, feeItemId: second, building: third, measure, fen })
      if (letter === 's') found.owed.push({ feeItemId: first, building: second, fen })
      if (letter === 'a') found.ages.push({ of: first, feeItemId: second, fen })
    }
  }
  return found
}

/** What was spent in each month of a year of the books: one query. */
export async function spentIn(ctx: Context, communityId: string, year: string): Promise<SpentInMonth[]> {
  const { pk, sk } = figuresKey(communityId, spentKey(year))
  const items = await queryAll(ctx.db, { pk, begins: sk, schema: Item }, 12)
  return items.flatMap(({ sk: at, counters }) =>
    counters.flatMap(({ parts: [letter, kind, fund], fen }) => {
      const category = ExpenseCategory.safeParse(kind).data
      if (letter !== 'x' || !category || fen === 0) return []
      return [{ month: at.slice(spentKey('').length), category, fund: fund === 'own' ? 'own' : 'common', fen } as const]
    }),
  )
}
