import type { AuditRecord } from '@linli/shared/audit/schema'
import { channelNames } from '@linli/shared/payments/schema'
import { yuan } from '../kit/format'

/** Records keep amounts in fen; people read yuan. */
export const summaryText = (summary: string) =>
  summary.replace(/(\d+) 分(?!钟)/g, (_, fen: string) => yuan(Number(fen)))

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
