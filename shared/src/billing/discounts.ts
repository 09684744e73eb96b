import * as z from 'zod'
import { type Fen, splitByWeights, sumFen } from '../money'
import type { BusinessDate } from '../time'
import type { Rounding } from './fee-schema'
import { roundFen } from './fraction'

/** What is taken off: a rate in 1/100 %, 5 % is 500. */
const rateBp = z.number().int().min(1).max(10_000)

const MonthsAtOnce = z.object({ kind: z.literal('months_at_once'), months: z.number().int().min(2).max(60), rateBp })
const PayGet = z.object({
  kind: z.literal('pay_get'),
  pay: z.number().int().min(1).max(60),
  get: z.number().int().min(1).max(24),
})

/** 优惠 for months that are bought together: n months at once, or pay n get m. */
export const AtOnce = z.discriminatedUnion('kind', [MonthsAtOnce, PayGet])
export type AtOnce = z.infer<typeof AtOnce>

/** 优惠: n months at once, pay n get m (months), or paid by the due date. */
export const Discount = z.discriminatedUnion('kind', [
  MonthsAtOnce,
  PayGet,
  z.object({ kind: z.literal('on_time'), rateBp }),
])
export type Discount = z.infer<typeof Discount>
type Of<K extends Discount['kind']> = Extract<Discount, { kind: K }>

/**
 * What n months at once take off each bill: one discount on the sum of all, rounded, split by largest remainder over
 * the bills in their order. Fewer than n months get none; a bill is of `each` months. Amounts in fen.
 */
export function monthsAtOnce(
  amounts: readonly Fen[],
  discount: Of<'months_at_once'>,
  rounding: Rounding,
  each = 1,
): Fen[] {
  const sum = sumFen(amounts)
  if (amounts.length * each < discount.months || sum === 0) return amounts.map(() => 0)
  return splitByWeights(rateOf(sum, discount, rounding), amounts.map(BigInt))
}

/** What pay n get m takes off each bill of one purchase: the last m of the first n + m cost 0, once. */
export function payGet(amounts: readonly Fen[], { pay, get }: Of<'pay_get'>): Fen[] {
  const isWhole = amounts.length >= pay + get
  return amounts.map((amount, i) => (isWhole && i >= pay && i < pay + get ? amount : 0))
}

/** What is taken off a bill that is paid on a day; the due date is on time. */
export const onTime = (
  bill: { amountFen: Fen; dueDate: BusinessDate },
  paidOn: BusinessDate,
  discount: Of<'on_time'>,
  rounding: Rounding,
): Fen => (paidOn <= bill.dueDate ? rateOf(bill.amountFen, discount, rounding) : 0)

/** What is taken off a bill that still owes `dueFen`, of an amount; never more than that. */
export const onTimeOff = (
  bill: {
    amountFen: Fen
    dueFen: Fen
    dueDate: BusinessDate
    onTime?: { rateBp: number; rounding: Rounding } | undefined
  },
  paidOn: BusinessDate,
): Fen =>
  bill.onTime
    ? Math.min(bill.dueFen, onTime(bill, paidOn, { kind: 'on_time', rateBp: bill.onTime.rateBp }, bill.onTime.rounding))
    : 0

const rateOf = (amountFen: Fen, discount: { rateBp: number }, rounding: Rounding): Fen =>
  roundFen({ n: BigInt(amountFen) * BigInt(discount.rateBp), d: BigInt(10_000) }, rounding)
