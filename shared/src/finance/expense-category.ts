import * as z from 'zod'

/**
 * What an office spends money on: 物业服务成本或者物业服务支出 as 物业服务收费管理办法 11 lists it, with taxes, and the
 * manager's fee (酬金) that 酬金制 lets the company draw (the same, 9). Depreciation is no payment.
 */
export const ExpenseCategory = z.enum([
  'wages',
  'upkeep',
  'utilities',
  'cleaning',
  'greening',
  'security',
  'office',
  'insurance',
  'taxes',
  'manager_fee',
  'other',
])
export type ExpenseCategory = z.infer<typeof ExpenseCategory>

export const expenseCategoryNames: Record<ExpenseCategory, string> = {
  wages: '人员工资和社保',
  upkeep: '共用设施设备维护',
  utilities: '公共水电',
  cleaning: '清洁卫生',
  greening: '绿化养护',
  security: '秩序维护',
  office: '办公费用',
  insurance: '公共保险',
  taxes: '税费',
  manager_fee: '酬金',
  other: '其他支出',
}
