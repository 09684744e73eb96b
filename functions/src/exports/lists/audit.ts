import { auditApi } from '@linli/shared/audit/api'
import type { AuditRecord } from '@linli/shared/audit/schema'
import { auditActionName, auditObjectName, summaryText } from '@linli/shared/audit/words'
import { type Column, instant, listExport, text } from '../list-export'

const routes = () => import('../../audit/routes')

const actorKinds: Record<AuditRecord['actorKind'], string> = {
  account: '住户',
  staff: '物业',
  system: '系统',
  channel: '支付渠道',
}

const columns: Column<AuditRecord>[] = [
  instant('时间', record => record.at),
  text('身份', record => actorKinds[record.actorKind], 10),
  text('操作人', record => record.actorName),
  text('做了什么', record => auditActionName(record.action), 20),
  text('对象类型', record => auditObjectName(record.objectType), 12),
  text('对象', record => record.objectName ?? record.objectId, 30),
  text('说明', record => summaryText(record.summary), 40),
  text('相关住户', record => record.personName),
  text('请求编号', record => record.requestId, 30),
]

export const auditOfMonth = listExport(
  {
    endpoint: auditApi.listByMonth,
    title: '操作记录',
    filters: { month: '月份' },
    routes,
  },
  columns,
)
export const auditOfObject = listExport({ endpoint: auditApi.listByObject, title: '操作历史', routes }, columns)
export const auditOfActor = listExport({ endpoint: auditApi.listByActor, title: '操作历史', routes }, columns)
