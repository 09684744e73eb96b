import type { Instant } from '../time'
import type { AnsweredBy, EmergencyKind, EntryAlarm, Pass, PassKind, PassState } from './schema'

export const passKindNames: Record<PassKind | 'emergency', string> = {
  visit: '访客',
  helper: '常客',
  delivery: '送货',
  permit: '施工人员出入证',
  goods: '物品放行条',
  emergency: '应急车辆',
}

export const passStateNames: Record<PassState, string> = {
  pending: '等待确认',
  active: '可以使用',
  used_up: '已经用完',
  expired: '已过期',
  revoked: '已取消',
  refused: '没有通过',
}

export const weekdayNames = ['一', '二', '三', '四', '五', '六', '日'] as const

export const alarmNames: Record<EntryAlarm, string> = {
  bad_token: '通行码不是我们发的',
  stale_token: '通行码过了时间',
  no_lease: '这台手机当时不在值班',
  wrong_gate: '不是这个门的通行码',
  not_open: '不在通行时间',
  over_allowance: '超过了允许的次数',
  replayed: '同一个二维码放行了两次',
  banned: '在限制通行名单里',
  host_left: '邀请的住户已经不住这里',
  guard_left: '补传的人已不在岗',
}

export const emergencyNames: Record<EmergencyKind, string> = {
  fire: '消防',
  ambulance: '救护',
  police: '警车',
  repair: '抢险',
}

export const passRefusals = {
  backwards: '结束日期在开始之前，请检查',
  past: '这段时间已经过去了，请重新选',
  noHours: '开始和结束的时间一样，请重新选',
  neverOpen: '选的日期里没有这些星期几，请重新选',
  tooLong: (days: number) => `最长 ${days} 天，请缩短日期`,
  tooFar: (days: number) => `最早提前 ${days} 天，请晚些再发`,
  noAbout: { permit: '请写施工内容', goods: '请写带出的物品' },
  noWho: '请填手机后四位或车牌',
  notOpen: '现在不在通行时间',
  usedUp: '次数已经用完',
  otherGate: '这个通行码要走另一个门',
  banned: '物业已限制通行，请联系物业服务中心',
  bannedAlready: '已经在名单里，要改请先解除再登记',
  hostLeft: '邀请的住户已经不住这里',
  notYours: '这件事不能由您来做',
  stillWaiting: '还在等住户回答，请稍等或打电话',
  noRoom: '没有这个房号，请检查',
  noPass: '没有这个通行码',
  badToken: '这个二维码不是我们发的',
  staleToken: '二维码已换新，请刷新后再扫，截图无效',
  replayed: '这个二维码刚刚用过，请等它换新',
  elsewhere: '这是别的小区的通行码',
  tooManyTries: '输入太频繁，请过几分钟再试，或扫二维码',
  tooManyPasses: '今天发的通行码太多了，请明天再发，或请物业帮忙',
  gateTaken: (name: string) => `${name}正在这个门值班`,
  offlineNo: '没网时只认这个门的通行码',
  offlineNoLease: '没网，您的值班已到期，请打电话给物业',
  offlineUsed: '这个二维码在这台手机上用过了',
  seenAlready: '这条异常已经有人核对过了',
  ticketOver: '隔得太久，请再扫一次',
  inState: {
    pending: '还没有确认',
    active: '已经确认过了',
    used_up: '次数已经用完',
    expired: '通行码过期了',
    revoked: '已经取消，不能再用',
    refused: '没有通过',
  } satisfies Record<PassState, string>,
  /** A walk-in who was not let in: whose word it was. */
  walkIn: {
    household: '住户不同意进入',
    office: '物业问过住户，不同意进入',
    guard: '门岗没有放行',
  } satisfies Record<AnsweredBy, string>,
} as const

const allowedBy: Record<AnsweredBy, string> = {
  household: '住户让他进',
  office: '物业问过住户，让他进',
  guard: '门岗让他进',
}

/** What became of asking about a walk-in, with how much it needs somebody. */
export function askedWords(
  { state, walkIn }: Pick<Pass, 'state' | 'walkIn'>,
  now: Instant,
): ['due' | 'info' | 'ok' | 'danger', string] {
  const by = walkIn?.answeredBy ?? 'household'
  if (state === 'active') return ['ok', allowedBy[by]]
  if (state !== 'pending') return ['danger', passRefusals.walkIn[by]]
  if (walkIn?.asked === 0) return ['due', '没有人用小程序，要打电话问']
  return walkIn && walkIn.until <= now ? ['due', '没有回答'] : ['info', '正在问住户']
}

/** How often it still opens; nothing for who comes and goes each day. Goods go out. */
export function leftWords(kind: PassKind, left: number): string | undefined {
  if (kind === 'helper' || kind === 'permit') return undefined
  return kind === 'goods' ? `还能用 ${left} 次` : `还能进 ${left} 次`
}

/** 「2月3日至2月5日，周一、周三，08:00–18:00」 */
export function windowWords({ window }: Pick<Pass, 'window'>, day: (date: string) => string): string {
  const { from, to, weekdays, hours } = window
  const days = from === to ? day(from) : `${day(from)}至${day(to)}`
  const week = weekdays ? `，每周${weekdays.map(each => weekdayNames[each - 1]).join('、')}` : ''
  const night = hours && hours.to < hours.from ? '次日 ' : ''
  return `${days}${week}${hours ? `，${hours.from}–${night}${hours.to}` : ''}`
}
