import { plainText } from './cell-text'
import { fieldNames, neededFields, repeatable, type TableField } from './fields'
import { feeOfHeader, headerMeaning, type Meaning, otherPeople } from './header-meaning'
import type { TableColumn } from './reading'
import type { TableKind } from './record'
import type { SheetRow } from './schema'
import { headerSentences } from './words'

/**
 * A sheet's header read as one kind of table: its last row's number, where the data begins in `rows`, its columns in
 * the order of the sheet, the needs that no column fills, and what to say of columns that mean the same.
 */
export type Header = {
  kind: TableKind
  headerRow: number
  firstData: number
  columns: TableColumn[]
  missing: TableField[]
  repeats: string[]
  /** How many columns mean something; a guess counts a third. */
  score: number
}

const SEARCH_ROWS = 20

/**
 * Finds the header in the first 20 rows: the row, or the pair of rows (a group above its columns), in which most fields
 * are recognised, in any order; or takes the row that a person named. Unknown columns stay without a field.
 */
export function findHeader(rows: readonly SheetRow[], kind: TableKind, headerRow?: number): Header {
  const top = headerRow === undefined ? rows.slice(0, SEARCH_ROWS).filter(({ row }) => row <= SEARCH_ROWS) : rows
  const last = headerRow === undefined ? -1 : rows.findIndex(({ row }) => row === headerRow)
  const found: Candidate[] = []
  if (last >= 0) found.push(single(rows, last, kind), ...pair(rows, last - 1, kind))
  else if (headerRow === undefined)
    for (const at of top.keys()) found.push(single(top, at, kind), ...pair(top, at, kind))
  // A row that a person named is the header, whether or not anything of it is known.
  const none = last >= 0 ? single(rows, last, kind) : candidate(-1, 1, [])
  const best = found.reduce((a, b) => (b.score > a.score ? b : a), none)
  const { columns, repeats, score } = best
  const missing = missingFields(kind, columns)
  return { kind, headerRow: rows[best.last]?.row ?? 0, firstData: best.last + 1, columns, missing, repeats, score }
}

/** What a table of this kind cannot be read without, and these columns do not have. */
export function missingFields(kind: TableKind, columns: readonly TableColumn[]): TableField[] {
  const has = new Set(columns.map(({ field }) => field))
  const missing = neededFields[kind]
    .filter(fields => !fields.some(field => has.has(field)))
    .flatMap(([first]) => first ?? [])
  const isNameless = kind === 'history' && has.has('paid') && !has.has('feeName') && !has.has('amount')
  return isNameless ? [...missing, 'feeName'] : missing
}

type Candidate = { score: number; last: number; columns: TableColumn[]; repeats: string[] }
type Read = { index: number; header: string; meaning?: Meaning | undefined }

function single(rows: readonly SheetRow[], at: number, kind: TableKind): Candidate {
  const cells = rows[at]?.cells ?? []
  return candidate(
    at,
    1,
    cells.map((header, index) => ({ index, header, meaning: headerMeaning(kind, header) })),
  )
}

/** A group name stands above the first of its columns only, so it carries on to the right until the next one. */
function pair(rows: readonly SheetRow[], at: number, kind: TableKind): Candidate[] {
  const [upper, lower] = [rows[at], rows[at + 1]]
  if (!upper || !lower) return []
  let group = ''
  const columns = Array.from({ length: Math.max(upper.cells.length, lower.cells.length) }, (_, index): Read => {
    const [above = '', below = ''] = [upper.cells[index], lower.cells[index]]
    if (above !== '') group = above
    if (below === '' || below === above) return { index, header: above, meaning: headerMeaning(kind, above) }
    const own = headerMeaning(kind, below)
    if (own?.feeName && !own.guessed && addsNothing(group, below)) return { index, header: below, meaning: own }
    const sure = [headerMeaning(kind, group + below), headerMeaning(kind, below + group)].filter(
      meaning => meaning && !meaning.guessed,
    )
    // 水卡 under 押金 is 水卡押金, whatever else the two words could be.
    const joined = (isDepositWord(group) && sure.find(meaning => meaning?.field === 'deposit')) || sure[0]
    if (joined) return { index, header: `${group} ${below}`, meaning: joined }
    if (otherPeople.test(plainText(group))) return { index, header: `${group} ${below}` }
    return underFee(kind, group, below, index) ?? { index, header: below, meaning: headerMeaning(kind, below) }
  })
  return [candidate(at + 1, 2, columns)]
}

const isDepositWord = (group: string): boolean => /^(?:押金|保证金|定金)$/.test(plainText(group))

/** 押金 above 装修押金, 各项费用 above 物业费: the fee has its name already. */
function addsNothing(group: string, below: string): boolean {
  const said = plainText(group).replace(/\s+/g, '')
  return (
    plainText(below).includes(said) ||
    /^(?:各项|各类|日常|其他|其它)?(?:费用|收费|缴费|款项)(?:项目|明细|情况)?$/.test(said)
  )
}

/** Under the name of a fee, what was paid is that fee's amount, and what was due is not the row's. */
function underFee(kind: TableKind, group: string, below: string, index: number): Read | undefined {
  const fee = kind === 'history' ? feeOfHeader(group) : undefined
  if (!fee) return undefined
  const field = headerMeaning(kind, below)?.field
  const header = `${group} ${below}`
  if (field === 'due') return { index, header }
  const amount = fee.isDeposit ? ('deposit' as const) : ('amount' as const)
  return field === 'paid'
    ? { index, header, meaning: { field: amount, feeName: fee.feeName, rank: 0, guessed: false } }
    : undefined
}

/** Of columns that mean the same, the surest word stays, whatever their order; the others are named. */
function candidate(last: number, tiers: 1 | 2, all: Read[]): Candidate {
  const filled = all.filter(({ header }) => header !== '')
  const best = new Map<string, Read>()
  const repeats = new Map<string, Set<string>>()
  for (const read of filled) {
    if (!read.meaning) continue
    const key = keyOf(read.meaning)
    const before = best.get(key)
    if (before && !read.meaning.guessed)
      repeats.set(key, (repeats.get(key) ?? new Set()).add(before.header).add(read.header))
    if (!before || surer(read, before)) best.set(key, read)
  }
  const kept = new Set(best.values())
  const columns = filled.map((read): TableColumn => {
    const { index, header, meaning } = read
    if (!meaning || !kept.has(read)) return { index, header, guessed: false, hidden: false }
    const { field, feeName, guessed } = meaning
    const isChosen = repeats.has(keyOf(meaning))
    return { index, header, field, ...(feeName && { feeName }), guessed: guessed || isChosen, hidden: false }
  })
  const meant = columns.filter(({ field }) => field)
  const fields = new Map(meant.map(column => [column.field, column.guessed]))
  const sure = [...fields.values()].filter(guessed => !guessed).length
  const few = (fields.size - sure) / 3 - repeats.size / 10 - tiers / 100 - last / 10_000
  const sentences = [...repeats].map(([key, headers]) =>
    headerSentences.repeated(fieldNames[keyField(key, best)], [...headers].sort(), best.get(key)?.header ?? ''),
  )
  return { score: sure + few, last, columns, repeats: sentences }
}

const keyOf = ({ field, feeName }: Meaning): string => (repeatable.has(field) ? `${field} ${feeName ?? ''}` : field)

function keyField(key: string, best: ReadonlyMap<string, Read>): TableField {
  return best.get(key)?.meaning?.field ?? 'note'
}

function surer(a: Read, b: Read): boolean {
  const order = (a.meaning?.rank ?? 0) - (b.meaning?.rank ?? 0)
  return order !== 0 ? order < 0 : a.header !== b.header ? a.header < b.header : false
}
