import { roomName } from '../communities/room-name'
import type { RepairEvent } from './events'
import type { RepairKind } from './kinds'
import type { RepairPlace } from './schema'
import { kindNames, masterName } from './words'

/** 「3栋2单元1501」 「3栋 电梯厅」 */
export const placeWords = (place: RepairPlace): string =>
  place.kind === 'room'
    ? roomName(place.code)
    : [place.building && `${place.building}栋`, place.spot].filter(Boolean).join(' ')

type News = {
  event: RepairEvent
  repairKind: RepairKind
  place: string
  assignee?: string | undefined
  reason?: string | undefined
}

/** What a household reads of a transition: a head, a line, and the phrase (≤ 5 characters) that WeChat shows. */
export function repairNews({ event, repairKind, place, assignee, reason }: News): {
  title: string
  text: string
  phrase: string
} {
  const what = `${place} ${kindNames[repairKind]}`
  const who = assignee ? masterName(assignee) : '维修师傅'
  const why = reason ? `：${reason}` : ''
  switch (event) {
    case 'accept':
      return { title: '报修已受理', text: `${what}，正在安排师傅`, phrase: '已受理' }
    case 'decline':
      return { title: '物业没有受理', text: `${what}，原因${why || '请联系物业'}`, phrase: '未受理' }
    case 'assign':
    case 'grab':
      return { title: `已派${who}`, text: `${what}，${who}会联系您`, phrase: '已派单' }
    case 'transfer':
      return { title: '换了一位师傅', text: `${what}，改由${who}来`, phrase: '已换人' }
    case 'hand_back':
      return { title: '正在重新安排', text: `${what}，会换一位师傅来`, phrase: '重新安排' }
    case 'depart':
      return { title: `${who}出发了`, text: `${what}，${who}正在过来`, phrase: '已出发' }
    case 'start':
    case 'resume':
      return { title: '开始维修', text: `${what}，${who}正在修`, phrase: '维修中' }
    case 'pause':
      return { title: '维修暂停', text: `${what}，${who}会再来`, phrase: '已暂停' }
    case 'quote':
      return { title: '有报价等您答复', text: `${what}，看看报价，同意后再修`, phrase: '待答复' }
    case 'sign_quote':
      return { title: '报价已签字同意', text: what, phrase: '已同意' }
    case 'finish':
      return { title: '修好了，请您看看', text: `${what}，没问题请确认，没修好可以重新打开`, phrase: '待确认' }
    case 'confirm':
    case 'sign_off':
    case 'auto_confirm':
      return { title: '报修已确认修好', text: `${what}，7 天内有问题可以重新打开`, phrase: '已确认' }
    case 'reopen':
      return { title: '报修重新打开', text: `${what}，正在重新安排`, phrase: '重新安排' }
    case 'cancel':
    case 'revoke':
      return { title: '报修已取消', text: `${what}${why}`, phrase: '已取消' }
    case 'merge':
      return { title: '和另一张单一起修', text: `${what}，邻居也报了，修好会告诉您`, phrase: '已合并' }
    default:
      return { title: '报修有新进展', text: `${what}，点开看看`, phrase: '有进展' }
  }
}
