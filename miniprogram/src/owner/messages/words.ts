import { defineWords } from '../../kit/words'
import { hostName } from '../../platform/host'

/** 消息 */
export const messageWords = defineWords({
  empty: '没有消息',
  emptyLine: '账单、报修、公告的消息都会在这里',
  unread: '未读',
  ask: '收通知',
  asking: '正在打开',
  accepted: `好的，会用${hostName}告诉您`,
  refused: '好的，这里的消息里也能看到',
  settings: '消息提醒',
  settingsNote: '哪些要提醒，每种还能收几条',
  settingsLine: `关掉的不发${hostName}消息和短信，在「消息」里都能看到。夜里的早上再发，紧急通知不等`,
  always: '总会提醒',
  off: '不提醒',
  left: (count: number) => (count > 0 ? `还能收 ${count} 条` : '还没有同意，收不到'),
  more: '再同意几条',
  moreOf: (group: string) => `${group}，再同意几条`,
  moreLine: `${hostName}规定同意一次，只能发一条`,
  got: (count: number) => `又能多收 ${count} 条`,
  daily: '不急的，每天合成一条',
  dailyNote: '公告、回复、答复，早上 8 点一起说',
  none: '这里收不到提醒',
  noneLine: '消息都在「消息」里',
})
