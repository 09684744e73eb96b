import { formatScaled, formatYuan, priceScale } from '../money'
import { formatDate } from '../time'
import { timeFraction } from './billed-time'
import type { BillLine } from './fee-schema'
import type { LineInputs, MeterSpan } from './formula-schema'
import type { Fraction } from './fraction'
import { meterUnits } from './line-words'
import { readingText, usageText } from './meter-words'
import { usageOf } from './rule-meter'

type MeterInputs = Extract<LineInputs, { kind: 'meter' }>
type Line = Pick<BillLine, 'formula' | 'price' | 'surchargeFen' | 'coefficient' | 'inputs'>

/** The use that a tier takes, in units; and its price in 1/10,000 yuan. */
export type TierUse = { used: Fraction; price: number }

/** What each tier takes of a meter's line, the cheapest first; tiers that take nothing are left out. */
export function tierUses({ price, formula }: Pick<Line, 'price' | 'formula'>, inputs: MeterInputs): TierUse[] {
  const { days, tiers, usedBefore } = inputs
  const isYearly = formula.kind === 'meter' && formula.tierBy === 'year'
  const months = isYearly ? { n: BigInt(1), d: BigInt(1) } : timeFraction(inputs.months)
  const [of, usage] = [BigInt(days.of), usageOf(inputs.spans)]
  const start = isYearly ? BigInt(usedBefore) * of + usage * BigInt(days.before) : BigInt(0)
  const end = (start + usage * BigInt(days.own)) * months.d
  const bounds = tiers.map(({ over }) => BigInt(over) * BigInt(10_000) * months.n * of)
  const d = of * months.d * BigInt(10_000_000)
  return [price, ...tiers.map(tier => tier.price)].flatMap((each, i) => {
    const from = larger(start * months.d, i === 0 ? BigInt(0) : (bounds[i - 1] ?? BigInt(0)))
    const bound = bounds[i]
    const to = bound === undefined || end < bound ? end : bound
    return to > from ? [{ used: { n: to - from, d }, price: each }] : []
  })
}

/**
 * A meter's line as the household reads it: its use and price, then each device's readings, what each tier took, and what
 * else there was. Undefined for a line of another kind.
 */
export function meterLineWords(line: Line): { what: string; notes: string[] } | undefined {
  const { formula, inputs, surchargeFen, coefficient } = line
  if (inputs?.kind !== 'meter' || formula.kind !== 'meter') return undefined
  const unit = meterUnits[formula.meter]
  const uses = tierUses(line, inputs)
  const used = `用量 ${usageText(Number(usageOf(inputs.spans)))} ${unit}`
  const hasTiers = inputs.tiers.length > 0
  const isPart = inputs.days.own !== inputs.days.of
  const tiers = hasTiers ? uses.map(({ used: own, price }) => `${decimals(own)} ${unit} × ${priceText(price)}`) : []
  const year = formula.tierBy === 'year' && hasTiers && inputs.usedBefore > 0
  return {
    what: hasTiers
      ? `${used}，${formula.tierBy === 'year' ? '按年' : '按月'}阶梯`
      : `${used} × ${priceText(line.price)}`,
    notes: [
      ...inputs.spans.map((span, i) => spanText(span, i === inputs.spans.length - 1 ? inputs.readOn : undefined)),
      ...(isPart ? [`这个价按 ${inputs.days.own}/${inputs.days.of} 天`] : []),
      ...(year ? [`今年之前已用 ${usageText(inputs.usedBefore)} ${unit}`] : []),
      ...tiers,
      ...(surchargeFen > 0 ? [`附加每月 ${formatYuan(surchargeFen)} 元`] : []),
      ...(coefficient === 10_000 ? [] : [`系数 ${formatScaled(coefficient, priceScale)}`]),
    ],
  }
}

/** 「上次 100，10月31日抄到 112，倍率 60」; of a replaced device 「旧表」. */
function spanText({ last, now, multiplier, rollsOver }: MeterSpan, readOn: string | undefined): string {
  const read = readOn ? `上次 ${readingText(last)}，${formatDate(readOn)}抄到 ` : `旧表从 ${readingText(last)} 到 `
  const factor = multiplier === 10_000 ? '' : `，倍率 ${formatScaled(multiplier, priceScale, 0)}`
  return `${read}${readingText(now)}${rollsOver ? '（走满归零）' : ''}${factor}`
}

const priceText = (price: number) => `${formatScaled(price, priceScale)} 元`
const larger = (a: bigint, b: bigint) => (a > b ? a : b)

/** Four decimals at most, cut and marked where there are more. */
function decimals({ n, d }: Fraction): string {
  const scaled = (n * BigInt(10_000)) / d
  const exact = scaled * d === n * BigInt(10_000)
  return `${formatScaled(Number(scaled), 10_000, 0)}${exact ? '' : '…'}`
}
