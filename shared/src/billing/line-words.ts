import { areaScale, type Fen, formatScaled, formatYuan, priceScale, type Scale } from '../money'
import { formatDateTime } from '../time'
import type { BillLine } from './fee-schema'
import type { AreaKind, Formula, LineInputs, MeterSpan, ParkingBands, ShareBy, Tier } from './formula-schema'
import { Variable, variableNames } from './expression-words'
import { fractionOf } from './fraction'
import { type MeterType, meterTypeNames } from './registers'

export const areaNames: Record<AreaKind, string> = {
  built: '建筑面积',
  inner: '套内面积',
  billable: '收费面积',
  heating: '供暖面积',
}

/** How a fee item computes, in a few words. */
export const formulaNames: Record<Formula['kind'], string> = {
  area: '面积 × 单价',
  fixed: '固定金额',
  meter: '仪表用量 × 单价',
  shared: '公摊',
  contract: '按合同租金',
  duration: '临时停车按时长',
  expression: '自定义公式',
}

export const shareByNames: Record<ShareBy, string> = { area: '按面积', household: '按户', usage: '按用量' }

/** 「建筑面积 × 单价」, 「冷水表用量 × 单价，按月阶梯」: one fee item's computation. */
export function formulaWords(formula: Formula): string {
  if (formula.kind === 'area') return `${areaNames[formula.area]} × 单价`
  if (formula.kind === 'shared') return `公摊，${shareByNames[formula.by]}`
  if (formula.kind === 'expression') return formula.text
  if (formula.kind !== 'meter') return formulaNames[formula.kind]
  const tiers = formula.tierBy ? `，按${{ month: '月', year: '年' }[formula.tierBy]}阶梯` : ''
  return `${meterTypeNames[formula.meter]}用量 × 单价${tiers}`
}

/** What a meter of the type counts in. */
export const meterUnits: Record<MeterType, string> = {
  cold_water: '吨',
  hot_water: '吨',
  power: '度',
  gas: '方',
  heat: '千瓦时',
  other: '个单位',
}

type Line = Pick<BillLine, 'formula' | 'areaM2x100' | 'price' | 'surchargeFen' | 'inputs'>
type InputsOf<K extends LineInputs['kind']> = Extract<LineInputs, { kind: K }>
const readingScale: Scale = 1_000
const yuan = (fen: Fen) => `${formatYuan(fen)} 元`
const reading = (value: number) => formatScaled(value, readingScale, 0)

/** 「收费面积 89.50 m² × 2.30 元」: what a line multiplies, before coefficient and vacancy. */
export function baseWords(line: Line): string {
  const price = `${formatScaled(line.price, priceScale)} 元`
  const surcharge = line.surchargeFen > 0 ? ` + 附加 ${yuan(line.surchargeFen)}` : ''
  const { formula, inputs } = line
  if (inputs?.kind === 'meter') return meterWords(inputs, line) + surcharge
  if (inputs?.kind === 'shared') return sharedWords(inputs)
  if (inputs?.kind === 'contract') return contractWords(inputs)
  if (inputs?.kind === 'duration') return stayWords(inputs)
  if (inputs?.kind === 'work') return workWords(inputs)
  if (inputs?.kind === 'expression' && formula.kind === 'expression') return expressionWords(formula.text, inputs)
  if (formula.kind !== 'area') return price + surcharge
  return `${areaNames[formula.area]} ${formatScaled(line.areaM2x100 ?? 0, areaScale)} m² × ${price}${surcharge}`
}

const workNames = { labour: '人工', material: '材料' }
const workWords = ({ part, name, quantity, unit, unitFen }: InputsOf<'work'>) =>
  `${workNames[part]}：${name} ${quantity} ${unit} × ${yuan(unitFen)}`

/** 「(本次 150 − 上次 100) × 倍率 2 × 3.50 元，阶梯：超过 10 吨 5.00 元」 */
function meterWords(inputs: InputsOf<'meter'>, { formula, price }: Line): string {
  const { spans, days, tiers } = inputs
  const used = spans.map(spanWords).join(' + ')
  const share = days.own === days.of ? '' : ` × ${days.own}/${days.of} 天`
  const first = `${formatScaled(price, priceScale)} 元`
  const whole = spans.length > 1 ? `(${used})` : used
  const steps = tiers.length > 0 && formula.kind === 'meter' ? tierWords(tiers, formula) : ''
  return `${whole}${share} × ${first}${steps}`
}

function spanWords({ last, now, multiplier, rollsOver, digits = 0 }: MeterSpan): string {
  const full = rollsOver ? ` + 归零 1${'0'.repeat(digits)}` : ''
  const factor = multiplier === 10_000 ? '' : ` × 倍率 ${formatScaled(multiplier, priceScale, 0)}`
  return `(本次 ${reading(now)}${full} − 上次 ${reading(last)})${factor}`
}

/** 「，每月超过 10 吨 5.00 元，超过 20 吨 8.00 元」 */
export function tierWords(
  tiers: readonly Tier[],
  { meter, tierBy = 'month' }: { meter: MeterType; tierBy?: 'month' | 'year' | undefined },
): string {
  const steps = tiers.map(
    ({ over, price }) => `超过 ${reading(over)} ${meterUnits[meter]} ${formatScaled(price, priceScale)} 元`,
  )
  return `，${{ month: '每月', year: '每年' }[tierBy]}${steps.join('，')}`
}

const sharedWords = ({ totalFen, weight, totalWeight }: InputsOf<'shared'>) =>
  `公摊 ${yuan(totalFen)} × ${weight}/${totalWeight}`

function contractWords({ monthlyFen, rateBp = 0, times = 0 }: InputsOf<'contract'>): string {
  if (times === 0) return `合同 ${yuan(monthlyFen)}/月`
  return `合同 ${yuan(monthlyFen)}/月，${rateBp < 0 ? '递减' : '递增'} ${formatScaled(Math.abs(rateBp), 100, 0)}% 已 ${times} 次`
}

function stayWords({ enteredAt, leftAt, bands, earlier }: InputsOf<'duration'>): string {
  const before = earlier.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const stay = `${formatDateTime(enteredAt)}至${formatDateTime(leftAt)}，${bandWords(bands)}`
  return before > 0 ? `${stay}，当天已收 ${yuan(before)}` : stay
}

/** 「30 分钟内免费，首 60 分钟 5.00 元，之后每 30 分钟 2.00 元，每天最多 30.00 元」 */
export function bandWords(bands: ParkingBands): string {
  const { freeMinutes, firstMinutes, firstFen, stepMinutes, stepFen, dayCapFen, visitCapFen } = bands
  return [
    ...(freeMinutes > 0 ? [`${freeMinutes} 分钟内免费`] : []),
    `首 ${firstMinutes} 分钟 ${yuan(firstFen)}`,
    `之后每 ${stepMinutes} 分钟 ${yuan(stepFen)}`,
    ...(dayCapFen === undefined ? [] : [`每天最多 ${yuan(dayCapFen)}`]),
    ...(visitCapFen === undefined ? [] : [`每次最多 ${yuan(visitCapFen)}`]),
  ].join('，')
}

/** 「单价 × 建筑面积（单价 2.3，建筑面积 89.5）」 */
function expressionWords(text: string, { variables }: InputsOf<'expression'>): string {
  const values = Variable.options.flatMap(name => {
    const value = variables[name]
    return value === undefined ? [] : [`${variableNames[name]} ${valueWords(value)}`]
  })
  return values.length > 0 ? `${text}（${values.join('，')}）` : text
}

/** '179/2' → 「89.5」; a value without end stays a fraction. */
function valueWords(text: string): string {
  const { n, d } = fractionOf(text)
  const scaled = n * BigInt(10_000)
  return scaled % d === BigInt(0) ? formatScaled(Number(scaled / d), priceScale, 0) : text
}
