import { defineWords } from '../../kit/words'
import { hostName } from '../../platform/host'

/** 消息 */
export const messageWords = defineWords({
  empty: '没有消息',
  emptyLine: '到账、绑定和家人的消息会在这里',
  unread: '未读',
  ask: '收通知',
  asking: '正在打开',
  accepted: `好的，会用${hostName}告诉您`,
  refused: '好的，这里的消息里也能看到',
})
