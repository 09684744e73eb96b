import { formatScaled, formatYuan, priceScale } from '../money'
import { formatDate, formatFullDate, formatMonth, monthEnd, monthOf, monthStart } from '../time'
import type { AtOnce } from './discounts'
import { Variable, variableNames } from './expression-words'
import type { BillRefusal, Refusal } from './refusals'
import type { BillLine, Cycle, Nature, Period, Rounding, Tariff } from './fee-schema'
import type { Formula } from './formula-schema'
import { bandWords, baseWords, meterUnits, tierWords } from './line-words'
import type { BillStandard, ChargedObject } from './schema'
import type { StatementKind } from './statement'

export const natureNames: Record<Nature, string> = {
  own_revenue: '自营收入',
  collected_for_others: '代收代付',
  common_income: '公共收益',
  deposit: '押金',
}

export const cycleNames: Record<Cycle['kind'], string> = {
  month: '按月',
  quarter: '按季',
  half_year: '按半年',
  year: '按年',
  anniversary: '按合同周期',
  heating_season: '供暖季',
  once: '一次性',
}

export const roundingNames: Record<Rounding['unit'], string> = { fen: '到分', jiao: '到角', yuan: '到元' }

/** 「一次付满 12 个月优惠 5%」, 「交 10 个月送 2 个月」 */
export const atOnceName = (discount: AtOnce): string =>
  discount.kind === 'pay_get'
    ? `交 ${discount.pay} 个月送 ${discount.get} 个月`
    : `一次付满 ${discount.months} 个月优惠 ${formatScaled(discount.rateBp, 100, 0)}%`

/** What happened, on a 对账单. */
export const statementKindNames: Record<StatementKind, string> = {
  opening_arrears: '期初欠费',
  bill: '账单',
  void: '作废',
  payment: '收款',
  refund: '退款',
  credit: '补差冲抵',
  discount: '优惠',
  opening_prepayment: '期初预存',
  prepayment: '转预存',
  prepayment_used: '预存抵扣',
  prepayment_refunded: '退预存款',
  prepayment_returned: '退款没退成，回到预存款',
  prepayment_reversed: '预存冲销',
  opening_deposit: '押金',
  deposit: '交押金',
  deposit_returned: '退押金',
  deposit_reversed: '押金冲销',
}

/** 收费依据 by kind. */
/** What a household is called to those who live in it, or hold things of no room: nobody reads their own name as a place. */
export const toldPlace = ({ type, code }: ChargedObject): string => (type === 'holder' ? '您名下' : code)

export const groundNames: Record<Tariff['ground']['kind'], string> = {
  contract: '物业服务合同',
  vote: '业主表决',
  filing: '备案',
}

/** Why a bill cannot be computed, and what the office can do. */
export const refusalSentences: Record<BillRefusal, string> = {
  bad_period: '开始日期晚于结束日期，请检查',
  no_anchor: '没有合同起始日期，请先补上',
  no_tariff: '这段时间没有收费标准，请先补上',
  double_tariff: '这段时间有两个收费标准，请留下一个',
  double_vacancy: '这段时间有两条空置优惠，请留下一条',
  no_quantity: '没有填这种面积，请先补上',
  finer_than_scale: '数值的小数位太多，请按规定位数填写',
  negative: '面积、单价或系数是负数，请检查',
  too_large: '金额太大，请检查面积和单价',
  no_reading: '这段时间没有可以计费的读数，请先抄表',
  reading_back: '本次读数小于上次读数，请核对；表走满归零的请勾选“满度归零”',
  no_digits: '仪表没有填位数，算不出归零，请先补上',
  not_rolled_over: '勾选了“满度归零”，但读数没有归零，请核对',
  no_tier_basis: '收费标准有阶梯，收费项目没有选按月或按年，请先选好',
  no_share: '这段时间没有这项公摊，请先录入公摊费用',
  no_weight: '参与分摊的面积、户数或用量合计是 0，请检查分摊范围',
  negative_weight: '参与分摊的面积、户数或用量有负数，请检查',
  no_contract: '没有合同，请先登记合同',
  outside_contract: '这天不在合同期内，请检查账期或合同起止日期',
  no_rent: '合同没有填这天的租金，请先补上',
  no_visit: '没有进出时间，请先补上',
  no_bands: '收费标准没有填停车时段，请先补上',
  left_before_entered: '离场时间早于入场时间，请检查',
  stay_too_long: '停车超过 366 天，请核对入场时间',
  bad_expression: '公式写错了，请检查括号、运算符和逗号',
  unknown_variable: '公式里有不认识的名称，请从可用的名称里选',
  no_variable: '公式要用的数值还没有填，请先补上',
  division_by_zero: '公式除以了 0，请检查除数，可以用“如果”避开',
  expression_limit: '公式太复杂，超过计算限制，请拆短一些',
  negative_result: '公式算出了负数，请检查；可以用“最大(0, …)”避开',
}

/** 「2026年2月11日：这段时间没有收费标准，请先补上」 */
export function refusalWords({ reason, on, what }: Refusal): string {
  const day = on ? `${formatFullDate(on)}：` : ''
  const named = Variable.safeParse(what)
  const about = what === undefined ? '' : `“${named.success ? variableNames[named.data] : what}”：`
  return day + about + refusalSentences[reason]
}

/** 「收费面积 89.50 m² × 2.30 元 + 附加 5.00 元」: price × quantity of a line. */
export function quantityWords(
  line: Pick<
    BillLine,
    'formula' | 'areaM2x100' | 'price' | 'surchargeFen' | 'coefficient' | 'payablePct' | 'inputs' | 'reversed'
  >,
): string {
  const base = baseWords(line)
  const factors =
    (line.coefficient === 10_000 ? '' : ` × 系数 ${formatScaled(line.coefficient, priceScale)}`) +
    (line.payablePct === 100 ? '' : ` × 空置 ${line.payablePct}%`)
  const isSum = line.surchargeFen > 0 || line.inputs !== undefined
  return (line.reversed ? '冲回 ' : '') + (isSum && factors ? `(${base})${factors}` : base + factors)
}

/** 「2月15日起，按 14/28 天」 of a partial line, 「3 个月」 of several months; empty for exactly one. */
export function timeWords(line: Pick<BillLine, 'from' | 'time'>, cycle: Cycle['kind'] = 'month'): string {
  const { whole, parts } = line.time
  if (parts.length === 0) return whole === 1 ? '' : `${whole} ${cycle === 'heating_season' ? '个供暖季' : '个月'}`
  const days = parts.map(({ days, of }) => `${days}/${of} 天`).join(' + ')
  const months = whole > 0 ? `${whole} ${cycle === 'heating_season' ? '个供暖季' : '个月'} + ` : ''
  return `${formatDate(line.from)}起，按 ${months}${days}`
}

/** 「2026年2月」, 「2026年1月至3月」 of whole months, otherwise both days. */
export function periodName({ from, to }: Period): string {
  const wholeMonths = from === monthStart(from) && to === monthEnd(to)
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  if (wholeMonths && monthOf(from) === monthOf(to)) return formatMonth(from)
  if (wholeMonths) return `${formatMonth(from)}至${sameYear ? formatMonth(to).slice(5) : formatMonth(to)}`
  if (from === to) return formatFullDate(from)
  return `${formatFullDate(from)}至${sameYear ? formatDate(to) : formatFullDate(to)}`
}

/** 「2.30 元/m²·月 + 附加 5.00 元/月」: a tariff as it is posted on the wall. */
export function standardWords(standard: Omit<BillStandard, 'tariffId' | 'from' | 'ground'>, formula: Formula): string {
  const { price, surchargeFen, per, tiers, bands } = standard
  if (bands) return bandWords(bands)
  const time = { month: '月', season: '供暖季', time: '次' }[per]
  const surcharge = surchargeFen ? ` + 附加 ${formatYuan(surchargeFen)} 元/${time}` : ''
  const unit = formula.kind === 'meter' ? meterUnits[formula.meter] : `${formula.kind === 'area' ? 'm²·' : ''}${time}`
  const steps = tiers && formula.kind === 'meter' ? tierWords(tiers, formula) : ''
  return `${formatScaled(price, priceScale)} 元/${unit}${steps}${surcharge}`
}
