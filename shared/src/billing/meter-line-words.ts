import { formatScaled, formatYuan, priceScale } from '../money'
import { formatDate } from '../time'
import type { BillLine } from './fee-schema'
import type { MeterSpan } from './formula-schema'
import type { Fraction } from './fraction'
import { meterUnits } from './line-words'
import { readingText, usageText } from './meter-words'
import { tierUses, usageOf } from './rule-meter'

type Line = Pick<BillLine, 'formula' | 'price' | 'surchargeFen' | 'coefficient' | 'inputs'>

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

/** Four decimals at most, cut and marked where there are more. */
function decimals({ n, d }: Fraction): string {
  const scaled = (n * BigInt(10_000)) / d
  const exact = scaled * d === n * BigInt(10_000)
  return `${formatScaled(Number(scaled), 10_000, 0)}${exact ? '' : '…'}`
}
