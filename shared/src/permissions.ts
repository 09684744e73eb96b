import * as z from 'zod'

/** Roles of the property office (物业服务中心), and of whoever works in the field. */
export const OfficeRole = z.enum([
  'manager',
  'clerk',
  'cashier',
  'accountant',
  'keeper',
  'dispatcher',
  'repairer',
  'guard',
])
export type OfficeRole = z.infer<typeof OfficeRole>

/** Roles in the field: what somebody may be on the staff's mini-program, whatever else they are at a desk. */
export const FieldRole = OfficeRole.extract(['dispatcher', 'repairer', 'guard'])
export type FieldRole = z.infer<typeof FieldRole>

export const officeRoleNames: Record<OfficeRole, string> = {
  manager: '项目经理',
  clerk: '客服',
  cashier: '收费员',
  accountant: '财务',
  keeper: '仓管',
  dispatcher: '调度',
  repairer: '维修',
  guard: '秩序维护员',
}

/** `<domain>:<action>`; a grant is role × community. */
export const permissions = [
  'communities:read',
  'communities:write',
  'people:read',
  'people:write',
  'people:reveal',
  'imports:run',
  'identity:approve',
  'identity:manage',
  'audit:read',
  'files:write',
  'files:attach',
  'billing:read',
  'billing:configure',
  'billing:run',
  'billing:publish',
  'billing:void',
  'billing:waive',
  'billing:answer',
  'billing:read_meters',
  'payments:read',
  'payments:collect',
  'payments:refund',
  'payments:reconcile',
  'payments:limit',
  'invoices:read',
  'invoices:issue',
  'parking:read',
  'opening:confirm',
  'finance:read',
  'finance:close',
  'finance:spend',
  'dunning:act',
  'dunning:configure',
  'repairs:read',
  'repairs:dispatch',
  'repairs:manage',
  'repairs:work',
  'complaints:read',
  'complaints:handle',
  'complaints:publish',
  'visitors:read',
  'visitors:manage',
  'visitors:guard',
  'notices:read',
  'notices:publish',
  'forum:moderate',
  'forum:manage',
  'messages:read',
  'messages:call',
  'messages:manage',
  'insight:read',
  'exports:run',
  'exports:community',
] as const
export type Permission = (typeof permissions)[number]

const reading = [
  'communities:read',
  'people:read',
  'billing:read',
  'payments:read',
  'invoices:read',
  'parking:read',
  'insight:read',
  'exports:run',
] as const

/** 报修 and 投诉: what is written there is for whoever handles it, not for the cashier. */
const service = ['repairs:read', 'repairs:dispatch', 'complaints:read', 'complaints:handle', 'files:attach'] as const

/** What each role may do in a community where it is granted. Separation of duties: who runs bills does not publish them alone. */
export const rolePermissions: Record<OfficeRole, readonly Permission[]> = {
  manager: permissions,
  clerk: [
    ...reading,
    'communities:write',
    'people:write',
    'imports:run',
    'identity:approve',
    'billing:run',
    'billing:answer',
    'dunning:act',
    'invoices:issue',
    ...service,
    'visitors:read',
    'visitors:manage',
    'notices:read',
    'notices:publish',
    'forum:moderate',
    'messages:read',
    'messages:call',
  ],
  cashier: [...reading, 'payments:collect', 'invoices:issue', 'dunning:act'],
  accountant: [
    ...reading,
    'billing:configure',
    'billing:run',
    'billing:publish',
    'billing:void',
    'billing:answer',
    'payments:collect',
    'payments:refund',
    'payments:reconcile',
    'invoices:issue',
    'opening:confirm',
    'finance:read',
    'finance:close',
    'finance:spend',
    'dunning:act',
    'dunning:configure',
    'audit:read',
  ],
  keeper: ['communities:read', 'exports:run'],
  dispatcher: ['communities:read', 'exports:run', 'repairs:read', 'repairs:dispatch', 'files:attach'],
  repairer: ['communities:read', 'repairs:work', 'billing:read_meters', 'files:attach'],
  guard: ['communities:read', 'repairs:work', 'files:attach', 'visitors:guard'],
}

/** Whether any of the roles carries the permission. */
export const rolesAllow = (roles: readonly OfficeRole[], permission: Permission): boolean =>
  roles.some(role => rolePermissions[role].includes(permission))
