import { spanWords } from '@linli/shared/repairs/time-left'
import { kindNames } from '@linli/shared/repairs/words'
import { repairKinds, RepairKind } from '@linli/shared/repairs/kinds'

export const repairWords = {
  line: '时间最紧的在前；拖到另一栏，或用卡片上的菜单，是一样的',
  tableLine: '一次按一项筛选；没有筛选时新的在前',
  view: '怎么看',
  views: { board: '看板', table: '列表' },
  enter: '登记报修',
  enterKey: 'Alt+N',
  card: (number: string) => `打开工单 ${number}`,
  moves: '处理',
  movesOf: (number: string) => `处理 ${number}`,
  emergency: '紧急',
  urged: (times: number) => `催了 ${times} 次`,
  followers: (people: number) => `${people} 人跟进`,
  quoteWaits: '报价等答复',
  reopened: (times: number) => `重开 ${times} 次`,
  wished: (text: string) => `约在 ${text}`,
  nobody: '还没有派人',
  still: (minutes: number) => `停了 ${spanWords(minutes)}`,
  until: (date: string) => `预计${date}继续`,
  confirmsIn: (text: string) => `${text}后自动确认`,
  ended: (at: string) => at,
  more: (count: number) => `还有更多，已显示 ${count} 张`,
  columnEmpty: '没有工单',
  stale: '没有刷新成功，这是刚才的内容',
  caption: '工单',
  empty: { head: '没有正在修的东西', line: '住户报修或前台登记后，会出现在这里' },
  emptyTable: { head: '没有工单', line: '换一个筛选看看' },
  filters: {
    column: '状态',
    kind: '类型',
    building: '楼栋',
    person: '维修人员',
    all: '全部',
    any: { column: '全部状态', kind: '全部类型', building: '全部楼栋', person: '全部人员' },
    room: '这一户的',
    place: '这个位置的',
    phone: (masked: string) => `电话 ${masked}`,
    number: (number: string) => `单号 ${number}`,
    period: (name: string, done: boolean) => `${name}${done ? '修好的' : '报修的'}`,
    clear: '看全部',
  },
  columns: {
    number: '单号',
    kind: '类型',
    place: '位置',
    state: '状态',
    left: '时间',
    who: '维修人员',
    reported: '报修于',
    source: '来源',
  },
  kindOptions: RepairKind.options
    .toSorted((a, b) => Number(repairKinds[b].emergency ?? false) - Number(repairKinds[a].emergency ?? false))
    .map(kind => ({
      value: kind,
      label: repairKinds[kind].emergency ? `${kindNames[kind]}（紧急）` : kindNames[kind],
    })),
} as const

/** What can be done to an order: the words of the menu, of the dialog and of its button. */
export const actWords = {
  accept: { menu: '受理', done: '已受理' },
  assign: { menu: '派给…', title: '派给谁', done: '已派单' },
  transfer: { menu: '换人…', title: '换给谁', done: '已换人' },
  pause: { menu: '暂停…', title: '为什么暂停', action: '暂停维修', done: '已暂停' },
  resume: { menu: '继续维修', done: '已继续' },
  confirm: {
    menu: '回访确认…',
    title: '电话回访',
    line: '住户在电话里确认修好后再点。同意过的报价会生成一张账单。',
    action: '记下回访，确认修好',
    done: '已确认',
    asked: { label: '回访记录', missing: '请写明住户怎么说', hint: '住户看得到这句话' },
  },
  reopen: {
    menu: '重新打开…',
    title: '重新打开',
    action: '重新打开',
    done: '已重新打开',
    asked: { label: '哪里没修好', missing: '请写明哪里没修好', hint: '住户和维修人员都看得到' },
  },
  decline: {
    menu: '不受理…',
    title: '不受理这张单',
    action: '不受理，告诉住户原因',
    done: '已告诉住户',
    asked: { label: '原因', missing: '请写明原因', hint: '住户会看到：物业没有受理，原因就是这句话' },
  },
  cancel: {
    menu: '取消工单…',
    title: '取消这张单',
    action: '取消工单，告诉住户原因',
    done: '已取消',
    asked: { label: '原因', missing: '请写明原因', hint: '住户看得到；已经生成的账单会一起作废' },
  },
  merge: { menu: '合并到另一张…', title: '合并重复的报修' },
  cannotDrop: {
    toWaiting: '已经派出的单不能拖回待派，要换人请用「换人…」；没修好的请先完成再重新打开',
    toDone: '修好没有，要由维修人员在手机上完成',
    toPaused: '只有维修中的单才能暂停',
    other: '这张单不能这样移动',
  },
} as const

export const assignWords = {
  hint: '最合适的在前；灰色的现在不合适，要派也可以',
  auto: '系统选',
  autoLine: '按技能、片区、上岗、手上的单和路程',
  nobodyFits: '现在没有合适的人，请自己选',
  give: (name: string) => `派给${name}`,
  chosen: (name: string) => `已派给${name}`,
  reason: '换人的原因',
  reasonHint: '写给接手的人看，可不填',
  none: { head: '还没有维修人员', line: '先登记维修人员，才能派单' },
  toWorkers: '去登记',
  unfit: '不合适',
} as const

export const pauseWords = {
  why: '原因',
  note: '说明',
  noteHint: '住户看得到，可不填',
  until: '预计继续的日期',
} as const

export const dispatchAllWords = {
  button: '自动派单',
  busy: '正在派单…',
  title: (given: number, left: number) => `派出 ${given} 单${left > 0 ? `，还有 ${left} 单没派` : ''}`,
  given: (number: string, name: string) => `${number} 派给${name}`,
  left: (number: string) => `${number} 没有派`,
  none: '没有等着派的工单',
} as const
