import { formatYuan } from '../money'
import type { RecordOf } from './record'
import { addProblem, type RowResult } from './row-result'

/** A deposit as one row of payments tells it: taken when positive, given back when negative. */
export type DepositMove = { result: RowResult; payment: RecordOf<'history'> }

/**
 * What of the deposits in a list of payments is still held, by room and name: a refund takes away a deposit of its own
 * amount, else from the oldest ones. What remains becomes a deposit record of its row; a refund of more than was taken
 * refuses its row. The order of the rows does not matter.
 */
export function holdDeposits(moves: readonly DepositMove[]): void {
  const groups = new Map<string, DepositMove[]>()
  for (const move of moves) {
    if (move.result.status !== 'ready' || move.payment.paidFen === 0) continue
    const key = `${move.payment.roomCode}\t${move.payment.feeItemName}`
    const same = groups.get(key)
    if (same) same.push(move)
    else groups.set(key, [move])
  }
  for (const group of groups.values()) holdGroup(group)
}

type Held = { move: DepositMove; leftFen: number }

function holdGroup(group: DepositMove[]): void {
  const sorted = [...group].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  const held = sorted
    .filter(({ payment }) => payment.paidFen > 0)
    .map(move => ({ move, leftFen: move.payment.paidFen }))
  const refunds = sorted.filter(({ payment }) => payment.paidFen < 0)
  const rest = refunds.filter(refund => !takeWhole(held, -refund.payment.paidFen))
  for (const refund of rest) {
    const missing = takeParts(held, -refund.payment.paidFen)
    if (missing > 0) addProblem(refund.result, 'deposit', 'refund_exceeds', { used: formatYuan(missing) }, 'bad')
  }
  for (const { move, leftFen } of held) if (leftFen > 0) move.result.records.push(depositOf(move, leftFen))
}

function orderOf({ payment: { paidOn, paidFen, number, payerName } }: DepositMove): string {
  return [paidOn ?? '', String(Math.abs(paidFen)).padStart(12, '0'), number ?? '', payerName ?? ''].join('\t')
}

function takeWhole(held: readonly Held[], amountFen: number): boolean {
  const same = held.find(({ leftFen }) => leftFen === amountFen)
  if (same) same.leftFen = 0
  return same !== undefined
}

function takeParts(held: readonly Held[], amountFen: number): number {
  let missing = amountFen
  for (const one of held) {
    const taken = Math.min(one.leftFen, missing)
    one.leftFen -= taken
    missing -= taken
  }
  return missing
}

function depositOf({ payment }: DepositMove, amountFen: number): RecordOf<'deposit'> {
  const { sheet, row, roomCode, feeItemName: name, payerName, paidOn, number } = payment
  const more = {
    ...(payerName && { payerName }),
    ...(paidOn && { paidOn }),
    ...(number && number.length <= 40 && { receiptNumber: number }),
  }
  return { kind: 'deposit', sheet, row, roomCode, name, amountFen, ...more }
}
