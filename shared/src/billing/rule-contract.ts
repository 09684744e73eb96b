import * as z from 'zod'
import { Fen } from '../money'
import { addDays, addMonths, BusinessDate, minDate, monthsBetween } from '../time'
import { billedTime } from './billed-time'
import type { Period } from './fee-schema'
import type { Formula, LineInputs } from './formula-schema'
import { refuse } from './refusals'
import type { Rule } from './rule'

/** 租金: from a day on, so much a month; a month free of rent is 0. */
export const RentStep = z.object({ from: BusinessDate, monthlyFen: Fen.min(0) })
export type RentStep = z.infer<typeof RentStep>

/** 递增: the rent of each step grows by the rate (1/100 %) every so many months, on top of what it had grown to. */
export const Escalation = z.object({
  everyMonths: z.number().int().min(1).max(120),
  rateBp: z.number().int().min(-9_999).max(100_000),
})
export type Escalation = z.infer<typeof Escalation>

/** What a contract says of its rent. The first step begins with the contract. */
export const ContractTerms = z.object({
  from: BusinessDate,
  to: BusinessDate.optional(),
  steps: z.array(RentStep).min(1).max(60),
  escalation: Escalation.optional(),
})
export type ContractTerms = z.infer<typeof ContractTerms>

type Rent = Period & { inputs: Extract<LineInputs, { kind: 'contract' }> }

/** One line for each rent of the period. A period that reaches outside the contract is refused. */
export const contractRule: Rule<Extract<Formula, { kind: 'contract' }>> = {
  cut: ({ cycle, object: { contract, anchor }, period }) => {
    if (!contract) return refuse('no_contract')
    if (period.from < contract.from) return refuse('outside_contract', period.from)
    if (contract.to !== undefined && contract.to < period.to) return refuse('outside_contract', addDays(contract.to, 1))
    const charged = cycle.kind === 'once' ? { from: period.from, to: period.from } : period
    return rentsOf(contract, charged).map(({ from, to, inputs }) => ({
      from,
      to,
      price: 0,
      surchargeFen: 0,
      payablePct: 100,
      time: billedTime(cycle, { from, to }, anchor ?? contract.from),
      inputs,
    }))
  },
  /** monthly × (1 + rate)^times, exactly. */
  base: ({ inputs }) => {
    if (inputs?.kind !== 'contract') throw new TypeError('a contract line without its rent')
    const { monthlyFen, rateBp = 0, times = 0 } = inputs
    let [n, d] = [BigInt(monthlyFen), BigInt(1)]
    for (let i = 0; i < times; i++) {
      n *= BigInt(10_000 + rateBp)
      d *= BigInt(10_000)
    }
    return { n, d }
  },
}

function rentsOf({ steps, escalation }: ContractTerms, period: Period): Rent[] {
  const rents: Rent[] = []
  const inOrder = [...steps].sort((a, b) => (a.from < b.from ? -1 : 1))
  for (let { from } = period; from <= period.to; ) {
    const step = inOrder.filter(each => each.from <= from).pop()
    if (!step) return refuse('no_rent', from)
    if (!Number.isSafeInteger(step.monthlyFen)) return refuse('finer_than_scale')
    if (step.monthlyFen < 0) return refuse('negative')
    const next = inOrder.find(each => each.from > from)
    const grown = escalation && grownBy(step.from, from, escalation.everyMonths)
    const ends = [period.to, ...(next ? [addDays(next.from, -1)] : []), ...(grown ? [addDays(grown.next, -1)] : [])]
    const to = ends.reduce(minDate)
    const { monthlyFen } = step
    const growth = escalation && grown && grown.times > 0 && { rateBp: escalation.rateBp, times: grown.times }
    rents.push({ from, to, inputs: { kind: 'contract', monthlyFen, ...growth } })
    from = addDays(to, 1)
  }
  return rents
}

/** How often a rent has grown by a day, and when it does so next. */
function grownBy(start: BusinessDate, day: BusinessDate, everyMonths: number) {
  let times = Math.floor(monthsBetween(start, day) / everyMonths)
  if (addMonths(start, times * everyMonths) > day) times--
  return { times, next: addMonths(start, (times + 1) * everyMonths) }
}
