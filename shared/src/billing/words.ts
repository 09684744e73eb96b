import { areaScale, formatScaled, formatYuan, priceScale } from '../money'
import { formatDate, formatFullDate, formatMonth, monthEnd, monthOf, monthStart } from '../time'
import type { BillRefusal } from './amount'
import type { AreaKind, BillLine, Cycle, Formula, Nature, Period, Rounding, Tariff } from './fee-schema'
import type { BillStandard } from './schema'
import type { StatementKind } from './statement'

export const areaNames: Record<AreaKind, string> = {
  built: '建筑面积',
  inner: '套内面积',
  billable: '收费面积',
  heating: '供暖面积',
}

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

/** What happened, on a 对账单. */
export const statementKindNames: Record<StatementKind, string> = {
  opening_arrears: '期初欠费',
  bill: '账单',
  void: '作废',
  payment: '收款',
  opening_prepayment: '期初预存',
  prepayment: '转预存',
  prepayment_reversed: '预存冲销',
  opening_deposit: '押金',
  deposit_reversed: '押金冲销',
}

/** 收费依据 by kind. */
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
  no_quantity: '房屋没有填这种面积，请先补上',
  finer_than_scale: '数值的小数位太多，请按规定位数填写',
  negative: '面积、单价或系数是负数，请检查',
  too_large: '金额太大，请检查面积和单价',
}

/** 「收费面积 89.50 m² × 2.30 元 + 附加 5.00 元」: price × quantity of a line. */
export function quantityWords(
  line: Pick<BillLine, 'formula' | 'areaM2x100' | 'price' | 'surchargeFen' | 'coefficient' | 'payablePct'>,
): string {
  const price = `${formatScaled(line.price, priceScale)} 元`
  const area =
    line.formula.kind === 'area'
      ? `${areaNames[line.formula.area]} ${formatScaled(line.areaM2x100 ?? 0, areaScale)} m² × `
      : ''
  const surcharge = line.surchargeFen > 0 ? ` + 附加 ${formatYuan(line.surchargeFen)} 元` : ''
  const factors =
    (line.coefficient === 10_000 ? '' : ` × 系数 ${formatScaled(line.coefficient, priceScale)}`) +
    (line.payablePct === 100 ? '' : ` × ${line.payablePct}%`)
  return surcharge && factors ? `(${area}${price}${surcharge})${factors}` : `${area}${price}${surcharge}${factors}`
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
export function standardWords(
  { price, surchargeFen, per }: Pick<BillStandard, 'price' | 'surchargeFen' | 'per'>,
  formula: Formula['kind'],
): string {
  const time = { month: '月', season: '供暖季', time: '次' }[per]
  const surcharge = surchargeFen ? ` + 附加 ${formatYuan(surchargeFen)} 元/${time}` : ''
  return `${formatScaled(price, priceScale)} 元/${formula === 'area' ? 'm²·' : ''}${time}${surcharge}`
}
