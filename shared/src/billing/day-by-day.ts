import type { BillInput } from './amount'
import type { Tariff } from './fee-schema'

/** A fraction that stays exact; kept apart from the engine's own, to be its witness. */
export class Rational {
  readonly top: bigint
  readonly bottom: bigint

  constructor(top: bigint | number, bottom: bigint | number = 1) {
    const divisor = greatestCommon(abs(BigInt(top)), BigInt(bottom))
    this.top = BigInt(top) / divisor
    this.bottom = BigInt(bottom) / divisor
  }

  plus = (other: Rational) =>
    new Rational(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom)
  times = (other: Rational) => new Rational(this.top * other.top, this.bottom * other.bottom)
  toString = () => `${this.top}/${this.bottom}`

  /** The nearest multiple of the unit; the one further from zero when two are as near. */
  nearest(unit: number): number {
    const inUnits = this.times(new Rational(1, unit))
    const below = abs(inUnits.top) / inUnits.bottom
    const rest = abs(inUnits.top) - below * inUnits.bottom
    const size = Number(rest + rest >= inUnits.bottom ? below + 1n : below) * unit
    return this.top < 0n ? -size : size
  }
}

const abs = (value: bigint) => (value < 0n ? -value : value)
const greatestCommon = (a: bigint, b: bigint): bigint => (b === 0n ? a || 1n : greatestCommon(b, a % b))

const dayMs = 86_400_000
const number = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs
const text = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)

/**
 * What a bill must come to, summed one day after the other: each day is 1 ÷ the days of its month (season), belongs to
 * the tariff and vacancy of that day, and a run of alike days makes a line.
 */
export function dayByDay({ item, object, period, tariffs }: BillInput) {
  type Run = { tariff: Tariff; pct: number; from: string; counts: Map<number, number> }
  const runs: Run[] = []
  const spans = tariffs.map(tariff => ({ tariff, from: number(tariff.from), to: endOf(tariff, tariffs) }))
  const vacancies = (object.vacancies ?? []).map(v => ({
    from: number(v.from),
    to: v.to ? number(v.to) : Infinity,
    pct: v.payablePct,
  }))
  const lengthOf = monthLengths(item.cycle, object.anchor ?? period.from)
  for (let day = number(period.from); day <= number(period.to); day++) {
    const priced = spans.filter(span => span.from <= day && day <= span.to)
    const vacant = vacancies.filter(span => span.from <= day && day <= span.to)
    if (priced.length === 0) return { refused: `no_tariff ${text(day)}` }
    if (priced.length > 1) return { refused: `double_tariff ${text(day)}` }
    if (vacant.length > 1) return { refused: `double_vacancy ${text(day)}` }
    const [{ tariff } = { tariff: undefined }] = priced
    if (!tariff) throw new Error('counted one')
    const pct = vacant[0]?.pct ?? 100
    const edge = vacancies.some(span => span.from === day || span.to + 1 === day)
    let run = runs.at(-1)
    if (!run || run.tariff !== tariff || edge) runs.push((run = { tariff, pct, from: text(day), counts: new Map() }))
    const length = lengthOf(day)
    run.counts.set(length, (run.counts.get(length) ?? 0) + 1)
  }
  const unit = { fen: 1, jiao: 10, yuan: 100 }[item.rounding.unit]
  const area =
    item.formula.kind === 'area' ? new Rational(object.areas?.[item.formula.area] ?? -1, 100) : new Rational(1)
  const own = 'coefficient' in item.formula ? item.formula.coefficient : undefined
  const factor = new Rational(object.coefficient ?? own ?? 10_000, 10_000)
  return runs.map(({ tariff, pct, from, counts }) => {
    const perMonth = area.times(new Rational(tariff.price, 100)).plus(new Rational(tariff.surchargeFen ?? 0))
    const months = [...counts].reduce((sum, [length, days]) => sum.plus(new Rational(days, length)), new Rational(0))
    const exact = perMonth.times(months).times(factor).times(new Rational(pct, 100))
    return { from, tariffId: tariff.tariffId, exactFen: String(exact), amountFen: exact.nearest(unit) }
  })
}

const endOf = (tariff: Tariff, all: readonly Tariff[]) =>
  tariff.to
    ? number(tariff.to)
    : Math.min(...all.map(other => (other.from > tariff.from ? number(other.from) - 1 : Infinity)))

/** How many days the month (anniversary month, season) of a day has. */
function monthLengths(cycle: BillInput['item']['cycle'], anchor: string): (day: number) => number {
  const [anchorYear = 0, anchorMonth = 0, anchorDay = 0] = anchor.split('-').map(Number)
  const anniversary = (k: number) => {
    const last = new Date(Date.UTC(anchorYear, anchorMonth + k, 0)).getUTCDate()
    return Date.UTC(anchorYear, anchorMonth - 1 + k, Math.min(anchorDay, last)) / dayMs
  }
  /** First day of the month that holds the day, and of the next one. */
  const around = (day: number): [number, number] => {
    const [year = 0, month = 0] = text(day).split('-').map(Number)
    if (cycle.kind === 'heating_season') {
      const first = month > 6 ? year : year - 1
      return [number(`${first}-${cycle.from}`), number(`${first + 1}-${cycle.to}`) + 1]
    }
    if (cycle.kind !== 'anniversary') return [Date.UTC(year, month - 1) / dayMs, Date.UTC(year, month) / dayMs]
    let k = (year - anchorYear) * 12 + month - anchorMonth + 1
    while (anniversary(k) > day) k--
    return [anniversary(k), anniversary(k + 1)]
  }
  let known: [number, number] = [0, 0]
  return day => {
    if (day < known[0] || day >= known[1]) known = around(day)
    return known[1] - known[0]
  }
}
