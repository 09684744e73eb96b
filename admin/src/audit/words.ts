import type { AuditAction, AuditObject } from '@linli/shared/audit/actions'
import type { AuditRecord } from '@linli/shared/audit/schema'
import { channelNames } from '@linli/shared/payments/schema'
import { yuan } from '../kit/format'

/** What was done, in words: the compiler asks for each action that the server writes. */
const actions: Record<AuditAction, string> = {
  'billing.add_tariff': '新增收费标准',
  'billing.create_fee_item': '新增收费项目',
  'billing.update_fee_item': '修改收费项目',
  'billing.start_run': '开始计算账单',
  'billing.resume_run': '接着算账单',
  'billing.redraft_run': '重新计算账单',
  'billing.compute': '计算账单',
  'billing.computed': '账单算完',
  'billing.run_failed': '账单没有算完',
  'billing.publish_run': '出账',
  'billing.publish_work': '开始发出账单',
  'billing.published': '账单全部发出',
  'billing.publish_bills': '发出账单',
  'billing.discard_run': '放弃草稿',
  'billing.void_bill': '作废账单',
  'communities.create': '新建小区',
  'communities.create_company': '新建企业',
  'communities.create_room': '新增房屋',
  'communities.update': '修改小区资料',
  'communities.update_room': '修改房屋',
  'files.start_upload': '上传文件',
  'files.finish_upload': '文件通过检查',
  'identity.accept_invitation': '接受邀请',
  'identity.ask_phone': '核对手机号',
  'identity.bind_home': '绑定房屋',
  'identity.create_staff': '新建员工',
  'identity.approve_binding': '通过绑定申请',
  'identity.refuse_binding': '不通过绑定申请',
  'identity.set_consent': '同意或撤回同意',
  'identity.set_font_size': '设置字号',
  'identity.delete_account': '注销账号',
  'identity.export_my_data': '导出个人数据',
  'identity.find_homes': '用手机号找家',
  'identity.invite': '邀请家人或租户',
  'identity.let_see_bills': '设置谁能看账单',
  'identity.remove_member': '移除成员',
  'identity.request_binding': '申请绑定',
  'identity.set_staff_roles': '设置岗位',
  'identity.sign_in': '微信登录',
  'identity.sign_in_office': '物业登录',
  'identity.sign_out': '退出登录',
  'identity.verify_phone': '验证手机号',
  'imports.start': '选文件导入',
  'imports.uploading': '等文件上传',
  'imports.reading': '开始读文件',
  'imports.previewed': '文件读完',
  'imports.importing': '确认导入',
  'imports.imported': '导入完成',
  'imports.failed': '导入没有成功',
  'imports.write_rooms': '写入房屋',
  'payments.create_order': '生成支付单',
  'payments.close_order': '关闭支付单',
  'payments.settle': '收款到账',
  'payments.settle_duplicate': '重复付款转预存',
  'payments.suspend': '收款金额不符，挂起',
  'payments.seal': '编排收据编号',
  'payments.print_receipt': '打印收据',
  'payments.reconcile': '对账',
  'payments.forget_payer': '隐去付款人',
  'payments.lease': '开始编排',
  'payments.release': '结束编排',
  'messages.mark_read': '消息标为已读',
  'messages.record_grants': '记录订阅授权',
  'payments.sweep': '查询未完成的支付',
  'people.add_occupancy': '登记住户',
  'people.correct_places': '更正住户的房屋',
  'people.end_occupancy': '结束住户关系',
  'people.reveal': '查看完整号码',
  'people.update': '更正住户资料',
}

const objects: Record<AuditObject, string> = {
  account: '微信账号',
  bill: '账单',
  binding_request: '绑定申请',
  community: '小区',
  company: '企业',
  fee_item: '收费项目',
  file: '文件',
  import: '导入',
  ledger: '账本',
  message: '消息',
  order: '支付单',
  person: '住户',
  prepayment_lot: '预存款',
  reconciliation: '对账',
  room: '房屋',
  billing_run: '出账批次',
  staff: '员工',
}

/** Records keep amounts in fen; people read yuan. */
export const summaryText = (summary: string) =>
  summary.replace(/(\d+) 分(?!钟)/g, (_, fen: string) => yuan(Number(fen)))

/** Records of an earlier version may name what is no longer written: they show its own name. */
export const actionName = (action: string) => new Map(Object.entries(actions)).get(action) ?? action
export const typeName = (type: string) => new Map(Object.entries(objects)).get(type) ?? type

/** Who did it: a person by name, the channel and the machine by what they are. */
export function actorText({ actorKind, actorId, actorName }: Pick<AuditRecord, 'actorKind' | 'actorId' | 'actorName'>) {
  if (actorKind === 'system') return '系统'
  if (actorKind === 'channel') return channelNames.wechat
  return `${actorKind === 'account' ? '住户 ' : ''}${actorName ?? auditWords.short(actorId)}`
}

export const auditWords = {
  line: '谁在什么时候做了什么；点操作人或对象可以看它的全部历史',
  caption: '操作记录',
  columns: { at: '时间', actor: '操作人', action: '做了什么', object: '对象', summary: '说明' },
  ofObject: (type: string, name: string) => `${type} ${name} 的操作历史`,
  ofActor: (name: string) => `操作人 ${name} 做过的`,
  person: (name: string) => `住户 ${name}`,
  all: '看全部',
  empty: { head: '没有操作记录', line: '换个月份看看' },
  emptyHistory: { head: '没有操作记录', line: '这里还没有人改过' },
  short: (id: string) => (id.length > 10 ? `…${id.slice(-6)}` : id),
  me: '我',
} as const
