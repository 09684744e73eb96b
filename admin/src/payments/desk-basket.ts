import { sumFen, parseYuan, formatYuan } from '@linli/shared/money'
import type { BillView } from '@linli/shared/billing/schema'
import { atDesk, together } from '@linli/shared/billing/purchase'
import { spread, wholeDue } from '@linli/shared/payments/part-payment'

/** What the clerk typed over a bill's amount; a bill that is left out has `false`, one that is ticked again nothing. */
export type Typed = Record<string, string | false | undefined>

export type Row = {
  bill: BillView & { atOnce?: true }
  chosen: boolean
  text: string
  fen: number | undefined
  problem: boolean
}

/** Every open bill with what it gets: all of it, unless somebody typed something else or left it out. */
export function rowsOf(bills: readonly BillView[], typed: Typed): Row[] {
  const given = (billId: string) => {
    const text = typed[billId]
    return text === undefined || text === false ? undefined : parseYuan(text)
  }
  const chosen = atDesk(
    bills.filter(({ billId }) => typed[billId] !== false),
    given,
  )
  return bills.map(each => {
    const bill = chosen.find(({ billId }) => billId === each.billId) ?? each
    const given = typed[bill.billId]
    const text = given === undefined || given === false ? formatYuan(wholeDue(bill)) : given
    const fen = parseYuan(text)
    const problem = fen === undefined || fen > wholeDue(bill) || (fen <= 0 && wholeDue(bill) > 0)
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
  // A sum that does not pay all of it pays nothing at once.
  const whole = together(ticked)
  const isWhole = sum >= sumFen(whole.map(wholeDue))
  const { amounts } = spread(isWhole ? whole : ticked, sum)
  const given = ticked.map(({ billId }) => {
    const fen = amounts.get(billId) ?? 0
    return [billId, fen > 0 || isWhole ? formatYuan(fen) : false] as const
  })
  return { ...leftOut, ...Object.fromEntries(given) }
}

/** Bills of one company at a time: what the first bill's does not collect begins unticked. */
export function leftOutAtFirst(bills: readonly BillView[]): Typed {
  const entityId = bills[0]?.entityId
  return Object.fromEntries(bills.filter(bill => bill.entityId !== entityId).map(({ billId }) => [billId, false]))
}
