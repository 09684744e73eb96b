import { type Fen, sumFen } from '../money'
import { collects } from '../payments/posting-kinds'
import type { JournalLine, PostingKind } from '../payments/schema'
import type { YearMonth } from '../time'

/**
 * What the journal's lines say about bills, as counters keep it: by the month of the books (`posted`), by the month that
 * the bill's period begins in (`of`; '' for 期初欠费), fee item and building.
 */
export type Cell = { posted: YearMonth; of: string; feeItemId: string; building: string; measure: Measure; fen: Fen }
export type Measure = 'billed' | 'brought' | 'received' | 'late'

/** What one line of a posting adds; nothing where it is not about bills. */
export function measured(
  kind: PostingKind,
  line: Pick<JournalLine, 'account' | 'amountFen' | 'month'>,
): { measure: Measure; of: string; fen: Fen } | undefined {
  if (line.account === 'late_fee') return { measure: 'late', of: '', fen: -line.amountFen }
  if (line.account !== 'receivable') return undefined
  const of = line.month ?? ''
  if (collects(kind)) return { measure: 'received', of, fen: -line.amountFen }
  return { measure: of === '' ? 'brought' : 'billed', of, fen: line.amountFen }
}

/** The figures of a period, a month or a year, by DOMAIN "Indicators". */
export type Collection = {
  /** Bills whose period begins in it, and what has come in for them, whenever it came. */
  billedFen: Fen
  collectedFen: Fen
  /** 当期收缴率 in 1/10,000; none where nothing was billed. */
  rateBp?: number
  /** Old arrears when it began (older bills and 期初欠费), and what came in for them during it. */
  oldFen: Fen
  oldReceivedFen: Fen
  /** 历欠清缴率 */
  clearedBp?: number
  /** Principal that came in during it: for its own bills, old ones and those of months ahead. */
  receivedFen: Fen
  aheadFen: Fen
  lateFeeFen: Fen
  /** All that was owed at its end. */
  arrearsFen: Fen
}

/** From the first month to the last, both included. */
export type Months = { from: YearMonth; to: YearMonth }

/**
 * The figures of a period from counters of the months around it. `owedFen` is what is owed now; the cells must reach from
 * now back to the period's first bill that was issued in advance.
 */
export function collectionOf(cells: readonly Cell[], owedFen: Fen, { from, to }: Months): Collection {
  const sum = (of: (cell: Cell) => boolean) => sumFen(cells.filter(of).map(({ fen }) => fen))
  /** What receivables grew by: without the late fee, which is income when it is paid. */
  const growth = (of: (cell: Cell) => boolean) =>
    sum(cell => cell.measure !== 'received' && cell.measure !== 'late' && of(cell)) -
    sum(cell => cell.measure === 'received' && of(cell))
  const isOwn = ({ of }: Cell) => of >= from && of <= to
  const isIn = ({ posted }: Cell) => posted >= from && posted <= to
  const billedFen = sum(cell => cell.measure === 'billed' && isOwn(cell))
  const collectedFen = sum(cell => cell.measure === 'received' && isOwn(cell))
  const inAdvance = growth(({ posted, of }) => posted < from && of >= from)
  const oldFen = owedFen - growth(({ posted }) => posted >= from) - inAdvance
  const oldReceivedFen = sum(cell => cell.measure === 'received' && isIn(cell) && cell.of < from)
  return {
    billedFen,
    collectedFen,
    ...(billedFen > 0 && { rateBp: bp(collectedFen, billedFen) }),
    oldFen,
    oldReceivedFen,
    ...(oldFen > 0 && { clearedBp: bp(oldReceivedFen, oldFen) }),
    receivedFen: sum(cell => cell.measure === 'received' && isIn(cell)),
    aheadFen: sum(cell => cell.measure === 'received' && isIn(cell) && cell.of > to),
    lateFeeFen: sum(cell => cell.measure === 'late' && isIn(cell)),
    arrearsFen: owedFen - growth(({ posted }) => posted > to),
  }
}

const bp = (part: Fen, whole: Fen) => Math.floor((part * 10_000) / whole)
