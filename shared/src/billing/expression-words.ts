import * as z from 'zod'

export const Variable = z.enum(['price', 'surcharge', 'built', 'inner', 'billable', 'heating', 'months', 'days'])
export type Variable = z.infer<typeof Variable>
/** The variables of an expression: yuan, m², months and days, each exact. */
export const variableNames: Record<Variable, string> = {
  price: '单价',
  surcharge: '附加费',
  built: '建筑面积',
  inner: '套内面积',
  billable: '收费面积',
  heating: '供暖面积',
  months: '月数',
  days: '天数',
}

export const FunctionName = z.enum(['min', 'max', 'floor', 'ceil', 'if'])
export type FunctionName = z.infer<typeof FunctionName>
export const functionNames: Record<FunctionName, string> = {
  min: '最小',
  max: '最大',
  floor: '取整',
  ceil: '进整',
  if: '如果',
}
