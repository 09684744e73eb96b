import type { RoomStatus } from '../communities/schema'
import { type CellReading, formulaProblem, plainText } from './cell-text'

const words: Record<RoomStatus, string> = {
  unsold: '未售 未销售 待售 未出售 空置未售',
  undelivered: '未交付 未交房 待交付 待交房 未收房 已售未交付 已售未交房',
  vacant: '空置 空置房 空房 空关 闲置 空闲 未入住 未装修 已交付未入住',
  renovating: '装修中 装修 在装修 正在装修',
  occupied: '自住 已入住 入住 自用 业主自住 常住 已装修 在住',
  rented: '出租 已出租 租住 出租中 租赁 已租',
}
const handedOver = new Set(['', '-', '/', '无', '已交付', '已交房', '已收房', '已售', '已出售', '正常'])

/** A room's status from its usual words. Words that only say that it was handed over, or a blank, leave it open. */
export function readStatus(raw: string): CellReading<RoomStatus> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = plainText(raw).replace(/\s+/g, '')
  if (handedOver.has(text)) return {}
  const value = statusOf.get(text)
  return value ? { value } : { error: 'status_unknown' }
}

const statusOf = new Map<string, RoomStatus>()
for (const status of Object.keys(words))
  if (isStatus(status)) for (const word of words[status].split(' ')) statusOf.set(word, status)

function isStatus(text: string): text is RoomStatus {
  return text in words
}
