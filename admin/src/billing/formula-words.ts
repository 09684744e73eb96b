import type { Formula } from '@linli/shared/billing/formula-schema'
import { functionNames, Variable, variableNames } from '@linli/shared/billing/expression-words'

export const tierByNames = { none: '没有阶梯', month: '按月', year: '按自然年累计' } as const
export const perNames = { month: '一个月的金额，不满一月按天折算', period: '整个账期的金额' } as const

const variables = Variable.options.map(name => variableNames[name]).join('、')
const { min, max, floor, ceil } = functionNames

const hints: Record<Formula['kind'], string> = {
  area: '面积 × 单价 + 附加，按月数',
  fixed: '每个房屋每月一样多',
  meter: '（本次 − 上次）× 倍率 × 单价；第一次读数只作起点',
  shared: '录入公摊总额后，按权重分到每户，合计一分不差',
  contract: '按合同登记的租金和递增',
  duration: '按进出时间、免费时长和封顶',
  expression: '自己写公式，金额以元计',
}

export const formulaWords = {
  hints,
  meter: '哪种仪表',
  tierBy: '阶梯',
  shareBy: '按什么分摊',
  per: '公式算的是',
  expression: '公式',
  example: '最大(单价 × 建筑面积, 50)',
  expressionHint: `可以用 + - × ÷ 和括号；名称：${variables}；函数：${min}、${max}、${floor}、${ceil}、如果(建筑面积 > 90, 甲, 乙)`,
  tryPrice: '试算用的单价，例如 2.30',
  tryIt: '用十个房屋试算',
  noRooms: '还没有房屋，先录入房屋再试算',
} as const

export const tierWords = {
  title: '阶梯',
  line: '上面的单价是第一档；超过下面的用量，超过的部分按这一档的单价。刚好等于界限的用量属于低的一档。',
  over: '用量超过',
  price: '单价（元）',
  add: '加一档',
  remove: '去掉这一档',
  badOver: '用量最多三位小数',
} as const

export const bandFieldWords = {
  title: '停车时段',
  free: '免费分钟',
  first: '首段分钟',
  firstYuan: '首段（元）',
  step: '以后每多少分钟',
  stepYuan: '每段加（元）',
  dayCap: '每天封顶（元）',
  visitCap: '每次封顶（元）',
  noCap: '留空不封顶',
  badYuan: '请填金额，最多两位小数',
} as const
