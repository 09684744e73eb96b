import { roomName } from '@linli/shared/communities/room-name'
import type { Pass, PassKind, PassState } from '@linli/shared/visitors/schema'
import { formatDate } from '@linli/shared/time'
import { passKindNames, leftWords, passStateNames, weekdayNames, windowWords } from '@linli/shared/visitors/words'
import { defineWords } from '../../kit/words'
import { hostName } from '../../platform/host'

const about: Partial<Record<PassKind, string>> = { permit: '施工内容', goods: '带出的物品' }
const called: Partial<Record<PassKind, string>> = {
  permit: '施工负责人',
  goods: '搬运的人',
  delivery: '送什么，谁来送',
}

const over = {
  used_up: '已经用完',
  expired: '访客码过期了',
  revoked: '这张访客码已取消',
  refused: '这张访客码没有通过',
} satisfies Partial<Record<PassState, string>>

/** Of somebody who came without a pass. */
const walkInStates: Partial<Record<PassState, string>> = {
  pending: '等您回答',
  active: '让进了',
  used_up: '已进门',
  refused: '没有让进',
}

/** 访客 */
export const visitorWords = defineWords(
  {
    row: '访客',
    rowNote: '邀请访客、常客、送货，施工证和放行条',
    atGate: (gate: string) => `在${gate}，等您回答`,
    expected: '今天来',
    andMore: (names: string, count: number) => `${names}等 ${count} 人`,
    none: '还没有访客码',
    noneLine: '客人来之前发一张，门岗扫一下就进',
    invite: '邀请访客',
    kind: (kind: PassKind) => passKindNames[kind],
    state: ({ kind, state, used, allowance, walkIn }: Pick<Pass, 'kind' | 'state' | 'used' | 'allowance' | 'walkIn'>) =>
      (state === 'active' && used > 0 && leftWords(kind, allowance - used)) ||
      (walkIn && walkInStates[state]) ||
      passStateNames[state],
    whom: '谁来',
    name: (kind: PassKind) => called[kind] ?? '称呼',
    nameHint: '门岗看得到，比如：王阿姨',
    phoneTail: '手机后四位（可不填）',
    plate: '车牌（可不填）',
    about: (kind: PassKind) => about[kind] ?? '',
    when: '哪天来',
    today: '今天',
    tomorrow: '明天',
    choose: '选日期',
    from: '从',
    to: '到',
    times: '进几次',
    once: '一次',
    many: '多次',
    manyTimes: '最多进几次',
    weekdays: '每周',
    everyDay: '不选就是每天',
    weekday: (day: number) => weekdayNames[day - 1] ?? '',
    hoursFrom: '几点起',
    hoursTo: '几点止',
    hoursHint: '不填就是全天；止比起早，就到第二天',
    more: '更多',
    gate: '走哪个门',
    anyGate: '都可以',
    gateHint: '选了门，门岗没网时也能放行',
    permitLine: '要物业批准后才能用',
    goodsLine: '租户或家人开的，要业主确认后才能用',
    pendingFor: (kind: PassKind) => (kind === 'permit' ? '已报给物业，批准后二维码会出来' : '业主确认后，二维码会出来'),
    make: '生成访客码',
    making: '正在生成',
    window: (pass: Pick<Pass, 'window'>) => windowWords(pass, formatDate),
    place: (roomCode: string) => `到 ${roomCode}`,
    throughGate: (name: string) => `走${name}`,
    code: '通行码',
    codeSpoken: (code: string) => `通行码 ${[...code].join(' ')}，给门岗看二维码，或报这七位数字`,
    renewing: (seconds: number) => `${seconds} 秒后换新，截图无效`,
    noQr: '二维码现在不能用，请报通行码',
    notNow: '还没到时间，到时候出二维码',
    forward: '转发给客人',
    copy: '复制链接',
    copied: '已复制，发给客人就行',
    copyCode: '复制通行码',
    codeText: ({ code, roomCode, ...pass }: Pick<Pass, 'window' | 'roomCode'> & { code: string }) =>
      `通行码 ${code}，到 ${roomName(roomCode)}，${windowWords(pass, formatDate)}有效，在门口报给门岗`,
    cardTitle: (roomCode: string) => `请到 ${roomCode} 做客，点开给门岗看`,
    cancel: '取消这张访客码',
    cancelling: '正在取消',
    atDoor: '门口来客',
    at: (gateName: string) => `在${gateName}等您回答`,
    letIn: '让他进',
    lettingIn: '正在告诉门岗',
    unknown: '不认识',
    timeLeft: (left: string) => `${left}内不答，由门岗处理`,
    overToGuard: '等了一会儿，现在由门岗处理',
    confirmGoods: '同意放行',
    refuseGoods: '不同意',
    linkOver: '这个链接过期了',
    over: (state: keyof typeof over) => over[state],
    overLine: '请让邀请您的住户再发一张',
    reason: (why: string) => `说明：${why}`,
    pendingHead: '等待确认',
    pendingLine: '确认以后，这里会出现二维码',
    grantHead: `客人进门，${hostName}告诉您`,
    grantLine: '进门时、门口有人找您时各发一条',
  },
  { row: '请客人来', invite: '请客人来' },
)
