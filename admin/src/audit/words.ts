import type { AuditRecord } from '@linli/shared/audit/schema'
import { auditObjectName } from '@linli/shared/audit/words'

/** Who did it: a person or a channel by name, the machine by what it is; whoever has no name any more is no number. */
export function actorText({ actorKind, actorName }: Pick<AuditRecord, 'actorKind' | 'actorName'>) {
  if (actorKind === 'system') return '系统'
  if (actorKind === 'channel') return actorName ?? '支付渠道'
  return actorKind === 'account' ? named('person', actorName) : (actorName ?? auditObjectName('staff'))
}

/** 「房屋 1-1-101」, or what it is where people have no name for it: its id says nothing to them, and the summary tells it. */
export const named = (objectType: string, name: string | undefined): string =>
  [auditObjectName(objectType), name].filter(Boolean).join(' ')

export const auditWords = {
  line: '谁在什么时候做了什么；点操作人或对象可以看它的全部历史',
  caption: '操作记录',
  columns: { at: '时间', actor: '操作人', action: '做了什么', object: '对象', summary: '说明' },
  ofObject: (name: string) => `${name} 的操作历史`,
  ofActor: (name: string) => `${name} 做过的`,
  all: '看全部',
  empty: { head: '没有操作记录', line: '换个月份看看' },
  emptyHistory: { head: '没有操作记录', line: '这里还没有人改过' },
  me: '我',
} as const
