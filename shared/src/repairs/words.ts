import { formatYuan } from '../money'
import { beijingDate, formatFullDate, formatTime } from '../time'
import { partsOf, type QuoteLine } from './quote'
import type { RepairKind, Skill } from './kinds'
import {
  type PauseReason,
  type Repair,
  type RepairColumn,
  type RepairSource,
  type RepairState,
  Responsibility,
  type WishedTime,
} from './schema'
import { type Costs, costOf } from './costs'
import type { RepairEvent } from './events'
import type { RevisitOutcome, RevisitRecord } from './revisit'
import type { Facts } from './guards'

export const kindNames: Record<RepairKind, string> = {
  trapped: '电梯困人',
  burst_pipe: '水管爆裂',
  gas_leak: '燃气泄漏',
  power_cut: '停电',
  water: '水管漏水',
  drain: '下水堵塞',
  electric: '电路插座',
  heating: '暖气不热',
  door: '门窗锁',
  leak: '墙面渗水',
  lift: '电梯故障',
  access: '门禁道闸',
  lighting: '公共照明',
  cleaning: '保洁',
  greening: '绿化',
  other: '其他',
}

export const skillNames: Record<Skill, string> = {
  plumbing: '水暖',
  electric: '电工',
  carpentry: '门窗木工',
  masonry: '泥瓦防水',
  lift: '电梯',
  gas: '燃气',
  network: '弱电',
  cleaning: '保洁',
  greening: '绿化',
}

/** What a resident reads; `repairStateWords` names who comes. */
export const stateNames: Record<RepairState, string> = {
  submitted: '已收到',
  accepted: '已受理',
  assigned: '已派单',
  transferred: '已换人',
  returned: '重新安排',
  in_progress: '维修中',
  paused: '暂停',
  done: '修好了，请您看看',
  confirmed: '已确认',
  closed: '已完成',
  cancelled: '已取消',
  declined: '未受理',
}

/** 「已派王师傅」 「等配件」: the state in a few words, as a tag. */
export function repairStateWords({ state, assignee, paused }: Pick<Repair, 'state' | 'assignee' | 'paused'>): string {
  if (state === 'assigned' && assignee) return `已派${masterName(assignee.name)}`
  if (state === 'paused' && paused) return pauseNames[paused.reason]
  return stateNames[state]
}

/** The same for who works on it: what a resident is asked is not asked here. */
export const workStateWords = (repair: Parameters<typeof repairStateWords>[0]): string =>
  repair.state === 'done' ? '等住户确认' : repairStateWords(repair)

/** 「王师傅」 of 「王建国」. */
export const masterName = (name: string): string => `${[...name][0] ?? ''}师傅`

export const columnNames: Record<RepairColumn, string> = {
  waiting: '待派',
  working: '处理中',
  paused: '等配件',
  done: '待确认',
  over: '已完成',
}

export const pauseNames: Record<PauseReason, string> = {
  parts: '等配件',
  resident: '等住户',
  weather: '等天气',
  other: '暂停',
}
/** The same to choose from: 「暂停」 is no reason for a pause. */
export const pauseReasonNames: Record<PauseReason, string> = { ...pauseNames, other: '其他原因' }

export const sourceNames: Record<RepairSource, string> = {
  mini_program: '小程序',
  phone: '电话',
  desk: '前台',
  patrol: '巡检',
  hotline: '12345',
}

export const responsibilityNames: Record<Responsibility, string> = {
  warranty: '保修期内，建设单位承担',
  fee: '物业费包含',
  fund: '维修资金',
  owner: '业主自费',
  utility: '专业单位（水电气热）',
}

export const wishNames: Record<WishedTime['part'], string> = { morning: '上午', afternoon: '下午', evening: '晚上' }

/** What was done, for the history and for the sentence that refuses it. */
export const eventNames: Record<RepairEvent, string> = {
  accept: '受理',
  decline: '不受理',
  cancel: '取消',
  revoke: '撤销',
  assign: '派单',
  grab: '抢单',
  acknowledge: '接单',
  depart: '出发',
  hand_back: '退回',
  transfer: '换人',
  start: '开始维修',
  pause: '暂停',
  resume: '继续维修',
  record_work: '记录材料和工时',
  quote: '报价',
  agree_quote: '同意报价',
  refuse_quote: '不同意报价',
  sign_quote: '签字同意报价',
  finish: '完成维修',
  confirm: '确认修好',
  sign_off: '签字确认修好',
  reopen: '重新打开',
  rate: '评价',
  urge: '催单',
  add_note: '补充说明',
  add_pictures: '补充照片',
  note_inside: '写内部备注',
  set_responsibility: '选责任归属',
  follow: '跟进',
  merge: '合并',
  revisit: '电话回访',
  set_costs: '记成本',
  respond_warn: '快到响应时限',
  respond_late: '超过响应时限',
  finish_warn: '快到完成时限',
  finish_late: '超过完成时限',
  auto_confirm: '72 小时未答复，自动确认',
  auto_close: '完成',
}

export const refusalWords = {
  notYours: '这一步不能由您来做',
  /** 「这张单已由李师傅接走」, else 「现在是「维修中」，不能派单」 */
  notNow: (event: RepairEvent, { state, assignee }: Pick<Facts, 'state' | 'assignee'>): string =>
    (event === 'grab' || event === 'assign') && assignee
      ? `这张单已由${masterName(assignee.name)}接走`
      : `现在是「${stateNames[state]}」，不能${eventNames[event]}`,
  toHimself: '这单已经在他手上',
  noFeeItem: '还没有设置维修费的收费项目，请项目经理在报修设置里选好',
  feeItemKind: '维修费要用「固定金额、一次性、指定收取」的收费项目',
  newerQuote: '报价刚刚变了，请看过新的再答复',
  noPayer: '这个房间没有登记业主，不能收费，请先登记',
  otherPlace: '两张单不在同一个地方，不能合并',
  ended: '要合并到的工单已经结束',
  notHere: '这类报修只在公共区域，请选公共位置',
  inHomeOnly: '这类报修只在家里，请选您的家',
  follows: '您已经在跟进了',
  periodAlone: '月份或年份可以和类型、楼栋或人员一起选，不能和别的筛选一起',
  borneAlready: '入户工单的责任归属请用「选责任归属」',
  notByOwner: '公共区域的维修不由报修人承担',
  own: '这是您自己报的',
  nobody: '现在没有合适的人，请看候选人的说明',
  tooMany: '今天报的次数多了，急事请打电话给物业',
  left: '原来的师傅不在岗了',
  notAWorker: '这个人没有登记为维修人员，请先登记',
  noPlace: '没有这个位置，请从列表里选或写明位置',
  offShift: '这个人现在没有上岗',
  unskilled: '这个人没有登记需要的技能',
  full: '这单的记录写满了，请打电话给物业',
  photos: (most: number) => `最多 ${most} 张照片和 1 段视频`,
  noNumber: '请填写 12345 的工单号和办结时限',
  wishPassed: '上门时间已经过了，请重新选',
  noBill: '住户确认修好后才有账单，现在还不能收款',
}

/** 「报价：人工 90.00 元，材料 45.00 元，合计 135.00 元」 */
export function quoteWords(lines: readonly QuoteLine[], extra: boolean): string {
  const { labourFen, materialFen, totalFen } = partsOf(lines)
  const parts = [
    `人工 ${formatYuan(labourFen)} 元`,
    `材料 ${formatYuan(materialFen)} 元`,
    `合计 ${formatYuan(totalFen)} 元`,
  ]
  return `${extra ? '增项' : '报价'}：${parts.join('，')}`
}

/** What a phone in the field could not send any more, as the office reads it. */
export const unsentWords = (did: string, at: string, why: string): string =>
  `手机上没有发出的记录，请核对：${did}（${formatFullDate(beijingDate(at))} ${formatTime(at)}）${why ? `。没有发出的原因：${why}` : ''}`

/** Why it is this person, or why nobody. */
export const dispatchWords = {
  sameBuilding: '就在本楼',
  inArea: '片区内',
  outOfArea: '片区外',
  everywhere: '不限片区',
  anySkill: '不限技能',
  load: (open: number) => (open === 0 ? '手上没有单' : `手上 ${open} 单`),
  travel: (minutes: number) => `约 ${minutes} 分钟到`,
  gaveBack: '退回过这张单',
  offShift: '没有上岗',
  byHand: (until: string | undefined) => (until ? `自己上的岗，到 ${until}` : '自己上的岗'),
  offByHand: '自己下了岗',
  byShift: (until: string) => `当班到 ${until}`,
  unskilled: '没有登记这项技能',
  nobodySkilled: (skill: string) => `没有人登记「${skill}」技能`,
  nobodyOnShift: '会做的人都没有上岗，或退回过',
}

export const revisitOutcomeNames: Record<RevisitOutcome, string> = {
  satisfied: '满意',
  unsatisfied: '不满意',
  not_reached: '没有联系上',
}

/** 「人工 50.00 元，材料 12.00 元，外包 0.00 元，合计 62.00 元」 */
export const costsWords = (costs: Costs): string =>
  [
    `人工 ${formatYuan(costs.labourFen)} 元`,
    `材料 ${formatYuan(costs.materialFen)} 元`,
    `外包 ${formatYuan(costs.outsideFen)} 元`,
    `合计 ${formatYuan(costOf(costs))} 元`,
  ].join('，')

/** 「满意：不漏了」 「待回访，打过 2 次」 */
export function revisitWords({ state, outcome, words, tries }: RevisitRecord): string {
  if (state === 'due') return tries === 0 ? '待回访' : `待回访，打过 ${tries} 次`
  return [outcome && revisitOutcomeNames[outcome], words].filter(Boolean).join('：')
}

/** Who bears it, as it stands in counters. */
export const namedResponsibility = (key: string): string => {
  const known = Responsibility.safeParse(key)
  return known.success ? responsibilityNames[known.data] : '还没有选责任归属'
}
