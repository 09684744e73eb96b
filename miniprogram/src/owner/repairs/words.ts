import type { RepairKind } from '@linli/shared/repairs/kinds'
import { formatYuan } from '@linli/shared/money'
import type { QuoteLine } from '@linli/shared/repairs/quote'
import type { Repair, RepairPlace, RepairState, WishedTime } from '@linli/shared/repairs/schema'
import { kindNames, masterName, wishNames } from '@linli/shared/repairs/words'
import { roomName } from '@linli/shared/communities/room-name'
import { formatDate } from '@linli/shared/time'
import { defineWords } from '../../kit/words'
import { hostName } from '../../platform/host'

const places = (place: RepairPlace): string =>
  place.kind === 'room'
    ? roomName(place.code)
    : [place.building && `${place.building}栋`, place.spot].filter(Boolean).join(' ')

type Told = Pick<Repair, 'state' | 'assignee' | 'reason' | 'paused'>
const who = ({ assignee }: Told) => (assignee ? masterName(assignee.name) : '师傅')

/** One sentence of how it stands, for its reader. */
const sentences: Record<RepairState, (told: Told) => string> = {
  submitted: () => '物业收到了，马上安排',
  accepted: () => '已经受理，正在找师傅',
  assigned: told => `${who(told)}会来修`,
  transferred: told => `换成${who(told)}来修`,
  returned: () => '正在重新安排师傅',
  in_progress: told => `${who(told)}正在修`,
  paused: ({ paused }) =>
    paused?.until ? `先停一下，${formatDate(paused.until)}前后继续` : '先停一下，能继续了会告诉您',
  done: () => '修好了，请您看看',
  confirmed: () => '您已经确认修好',
  closed: () => '这张单已经完成',
  cancelled: () => '这张单已经取消',
  declined: () => '物业没有受理',
}

/** 报修 */
export const repairWords = defineWords(
  {
    title: '报修',
    row: '报修',
    rowNote: '哪里坏了，拍张照告诉我们',
    none: '没有正在修的东西',
    noneLine: '哪里坏了，拍张照告诉我们',
    toReport: '去报修',
    look: '看进展',
    all: '全部报修',
    mine: '我家的',
    shared: '小区里的',
    sharedNone: '小区里没有正在修的',
    sharedNoneLine: '电梯、路灯坏了也可以报',
    place: places,
    kind: (kind: RepairKind) => kindNames[kind],
    item: (kind: RepairKind, place: RepairPlace) => `${places(place)} ${kindNames[kind]}`,
    what: '哪里坏了',
    otherKind: '换一个',
    morePhotos: '补充照片',
    emergency: '先打电话',
    emergencyLine: (kind: RepairKind) => `${kindNames[kind]}请马上打电话，有人值班`,
    emergencyToo: '打过电话了，也在这里记一笔',
    callNow: '马上打电话',
    where: '在哪里',
    home: '我家',
    public: '公共区域',
    scan: '扫位置码',
    pickPlace: '从列表里选',
    scanned: '扫到的位置',
    otherPlace: '换一个位置',
    spot: '具体位置',
    spotHint: '例如 1单元电梯、地下车库 B 区',
    text: '说说情况',
    textHint: '什么时候开始的，坏成什么样',
    photos: '照片或视频',
    photosHint: '最多 9 张照片、1 段 1 分钟的视频',
    contact: '联系电话（可不填）',
    contactHint: '师傅上门前打这个电话',
    when: '上门时间',
    soon: '尽快',
    pick: '选时间',
    day: '哪一天',
    part: (part: WishedTime['part']) => wishNames[part],
    neighbours: '邻居也报了',
    meToo: '我也遇到了',
    following: '已跟进，修好告诉您',
    followers: (n: number) => `${n} 家在跟进`,
    send: '提交',
    sending: '正在提交',
    sent: '已经告诉物业',
    sentence: (told: Told) => sentences[told.state](told),
    why: (reason: string) => `原因：${reason}`,
    number: (number: string) => `单号 ${number}`,
    wish: (wish: WishedTime) => `希望${formatDate(wish.date)}${wishNames[wish.part]}上门`,
    comes: (name: string) => `${masterName(name)}`,
    call: '打电话',
    callOffice: '打电话给物业',
    reported: '报修时的照片',
    before: '修前',
    after: '修好以后',
    quote: '报价',
    extra: '增项',
    labour: '人工',
    material: '材料',
    sum: '合计',
    quoteLine: '您同意以后才开始收费的维修',
    line: ({ name, quantity, unit, unitFen }: QuoteLine) => `${name} ${quantity} ${unit} × ${formatYuan(unitFen)} 元`,
    agree: '同意报价',
    agreeing: '正在提交',
    refuse: '不同意',
    refuseWhy: '为什么不同意（可不填）',
    agreed: '已同意',
    refused: '没有同意',
    waits: '等您答复',
    billed: '维修费账单',
    urge: '催一下',
    urged: '已经催过了',
    add: '补充说明',
    addText: '再说一句',
    addSend: '发给物业',
    cancel: '取消报修',
    cancelAsk: '取消这次报修？',
    cancelLine: '取消以后师傅不会来了',
    cancelWhy: '原因（可不填）',
    confirm: '确认修好',
    confirmed: '谢谢您的确认',
    reopen: '没修好，重新打开',
    reopenWhy: '哪里还没修好',
    reopenSend: '重新打开',
    busy: '正在提交',
    steps: '经过',
    grantHead: `有了进展，${hostName}告诉您`,
    grantLine: '派了人、修好了，各发一条',
  },
  { title: '叫人修', row: '叫人修', toReport: '叫人修', send: '发给物业' },
)
