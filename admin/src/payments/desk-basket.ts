import { sumFen, parseYuan, formatYuan } from '@linli/shared/money'
import type { BillView } from '@linli/shared/billing/schema'
import { spread, wholeDue } from '@linli/shared/payments/part-payment'

/** What the clerk typed over a bill's amount; a bill that is left out has `false`. */
export type Typed = Record<string, string | false>

export type Row = { bill: BillView; chosen: boolean; text: string; fen: number | undefined; problem: boolean }

/** Every open bill with what it gets: all of it, unless somebody typed something else or left it out. */
export function rowsOf(bills: readonly BillView[], typed: Typed): Row[] {
  return bills.map(bill => {
    const given = typed[bill.billId]
    const text = given === undefined || given === false ? formatYuan(wholeDue(bill)) : given
    const fen = parseYuan(text)
    const problem = fen === undefined || fen <= 0 || fen > wholeDue(bill)
    return { bill, chosen: given !== false, text, fen, problem }
  })
}

/** What the chosen bills come to; undefined while one of the amounts is none. */
export function totalOf(rows: readonly Row[]): number | undefined {
  const chosen = rows.filter(row => row.chosen)
  return chosen.some(row => row.problem) ? undefined : sumFen(chosen.map(row => row.fen ?? 0))
}

export const dueOf = (rows: readonly Row[]): number =>
  sumFen(rows.filter(row => row.chosen).map(({ bill }) => wholeDue(bill)))

/**
 * A sum typed for all ticked bills together: the oldest get theirs first, those that get nothing are left out for as long as
 * the sum stands. What the clerk left out stays out. No sum changes nothing.
 */
export function withSum(bills: readonly BillView[], typed: Typed, sumText: string | undefined): Typed {
  const sum = sumText === undefined ? undefined : parseYuan(sumText)
  if (sum === undefined || sum <= 0) return typed
  const leftOut = Object.fromEntries(Object.entries(typed).filter(([, text]) => text === false))
  const ticked = bills.filter(({ billId }) => leftOut[billId] === undefined)
  const { amounts } = spread(ticked, sum)
  const given = ticked.map(({ billId }) => {
    const fen = amounts.get(billId) ?? 0
    return [billId, fen > 0 ? formatYuan(fen) : false] as const
  })
  return { ...leftOut, ...Object.fromEntries(given) }
}

/** Bills of one company at a time: what the first bill's does not collect begins unticked. */
export function leftOutAtFirst(bills: readonly BillView[]): Typed {
  const entityId = bills[0]?.entityId
  return Object.fromEntries(bills.filter(bill => bill.entityId !== entityId).map(({ billId }) => [billId, false]))
}
