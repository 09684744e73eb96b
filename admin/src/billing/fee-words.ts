import type { Cycle, Timing } from '@linli/shared/billing/fee-schema'
import type { Formula } from '@linli/shared/billing/formula-schema'
import { meterUnits } from '@linli/shared/billing/line-words'

export const timingNames: Record<Timing, string> = { prepaid: '先付：周期开始时出账', postpaid: '后付：周期结束时出账' }

/** What a price is for: 元/m²·月, 元/季, 元/吨 and so on. */
export function priceUnit(formula: Formula, cycle: Cycle['kind']): string {
  const time = cycle === 'heating_season' ? '季' : cycle === 'once' ? '次' : '月'
  if (formula.kind === 'meter') return `元/${meterUnits[formula.meter]}`
  return formula.kind === 'area' ? `元/m²·${time}` : `元/${time}`
}

export const feeWords = {
  line: '收什么、怎么算、按什么标准收',
  caption: '收费项目',
  empty: { head: '还没有收费项目', line: '先新增一项，例如物业费，再加上收费标准' },
  columns: { name: '名称', formula: '计算', cycle: '周期', price: '现行标准', nature: '性质', lateFee: '违约金' },
  add: '新增收费项目',
  addAction: '新增这个项目',
  edit: '修改项目',
  editTitle: (name: string) => `修改「${name}」`,
  saved: '已保存',
  stopped: '已停用',
  noPrice: '没有标准',
  lateFeeOff: '不收',
  lateFeeOn: (percent: string) => `每天 ${percent}%`,
  facts: {
    formula: '计算',
    cycle: '周期',
    timing: '出账时间',
    due: '到期',
    rounding: '舍入',
    nature: '性质',
    tax: '税率和编码',
    invoice: '开票',
    entity: '收款主体',
    lateFee: '违约金',
    clause: '合同条款',
  },
  dueAfter: (days: number, timing: Timing) =>
    timing === 'prepaid' ? `周期第一天和出账那天，取晚的，再过 ${days} 天` : `出账那天，再过 ${days} 天`,
  invoiceable: '可开发票',
  notInvoiceable: '不开发票',
  lateFeeTerms: (percent: string, grace: number, cap: number) =>
    `欠费 × 每天 ${percent}%，宽限 ${grace} 天，最多本金的 ${cap}%`,
  noClause: '没有记录合同条款，不计违约金',
  tariffs: '收费标准',
  noTariffs: '还没有收费标准，这个项目暂时算不出账单',
  addTariff: '新增收费标准',
  tariffTitle: (name: string) => `「${name}」的新收费标准`,
  tariffAction: '按这个标准收',
  tariffLine: '从这一天起按新标准算；前一个标准自动到前一天为止。已经出过账的时间不能再改。',
  now: '现行',
  later: '未到',
  past: '已过',
  since: (from: string) => `${from} 起`,
  span: (from: string, to: string) => `${from} 至 ${to}`,
  surcharge: (text: string) => `附加 ${text}`,
  audit: '看操作记录',
} as const

export const feeFormWords = {
  basics: '收什么',
  name: '名称',
  nature: '性质',
  entity: '收款主体',
  computing: '怎么算',
  formula: '计算方式',
  area: '用哪种面积',
  coefficient: '系数',
  coefficientHint: '没有就留空',
  rounding: '每行舍入',
  when: '什么时候收',
  cycle: '周期',
  months: '每几个月一次',
  seasonFrom: '供暖开始（月-日）',
  seasonTo: '供暖结束（月-日）',
  timing: '出账时间',
  dueDays: '几天后到期',
  dueDaysHint: (timing: Timing) => (timing === 'prepaid' ? '周期第一天和出账那天，从晚的一天算起' : '从出账那天算起'),
  tax: '税和发票',
  taxRate: '税率（%）',
  taxCode: '税收分类编码',
  invoiceable: '可以开发票',
  lateFee: '违约金',
  discount: '优惠',
  onTime: '按时缴优惠（%）',
  onTimeHint: '到期日前一次缴清就少收这么多；只用于自营收入的项目，不填就没有',
  lateFeeOn: '按合同收违约金',
  lateFeeHint: '合同里没有约定就不要打开；打开后要写明条款',
  clause: '合同条款',
  rate: '每天（%）',
  grace: '宽限天数',
  cap: '最多为本金的（%）',
  capHint: '留空为 100%',
  coversCollected: '合同约定代收代付的费用也收违约金',
  charges: '按什么收',
  chargeNames: { room: '每户', space: '每个车位', vehicle: '每辆车' },
  assigned: '只收有收费约定的房屋（在「房屋收费项目」里设定）',
  active: '在用（停用后不再出账）',
  missing: '请填写',
  badNumber: '请填写数字，小数位不要太多',
  badRate: '每天的比例写成 0.05 这样',
  badDay: '写成 11-15 这样',
} as const

export const tariffFormWords = {
  from: '从哪天起',
  to: '到哪天止',
  toHint: '留空表示一直有效',
  price: '单价',
  surcharge: '附加金额（元）',
  surchargeHint: '没有就留空',
  ground: '收费依据',
  groundText: '依据写明',
  groundHint: '合同条款、表决结果或备案号；住户在账单里看得到',
  badPrice: '单价最多四位小数，例如 2.30',
  badYuan: '金额最多两位小数',
} as const
