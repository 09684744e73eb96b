import { noticeLimits, type NoticePublisher, type NoticeScope } from '@linli/shared/notices/schema'
import { scopeWords } from '@linli/shared/notices/words'

export const publisherNames: Record<NoticePublisher['kind'], string> = {
  office: '物业服务中心',
  committee: '业主委员会',
  neighbourhood: '居委会',
}

const fewPlaces = 3
/** 「全小区」「3栋、5栋」「12 个楼栋」: short enough for a table and a button. */
export function audienceWords(scope: NoticeScope): string {
  if (scope.kind === 'buildings' && scope.buildings.length > fewPlaces) return `${scope.buildings.length} 个楼栋`
  if (scope.kind === 'units' && scope.units.length > fewPlaces) return `${scope.units.length} 个单元`
  return scopeWords(scope)
}

export const noticeListWords = {
  line: '写好先存草稿，核对后发布；发布后不能改，只能撤下重写',
  caption: '公告',
  write: '写公告',
  state: '状态',
  every: '全部状态',
  empty: { head: '还没有公告', line: '点右上角「写公告」，写第一条' },
  category: '类型',
  everyCategory: '全部类型',
  find: '标题',
  emptyFiltered: { head: '没有找到', line: '换一个状态、类型或词看看' },
  emptyHere: { head: '最近的公告里没有', line: '可以再往前找' },
  lookOn: '往前找',
  pinned: '置顶',
  columns: {
    title: '标题',
    category: '类型',
    state: '状态',
    scope: '范围',
    at: '发布时间',
    until: '截止日期',
    by: '发布单位',
    writer: '起草人',
  },
} as const

export const showWords = {
  title: '公告',
  tabs: { text: '公告', unread: '还没看的住户', objections: '异议' },
  tabsLabel: '看什么',
  facts: {
    scope: '范围',
    writer: '起草人',
    publishedBy: '发布人',
    publishedAt: '发布时间',
    startsAt: '定时发布',
    until: '截止日期',
    objectionsUntil: '异议截止',
    endedAt: '结束时间',
    withdrawnFor: '撤下原因',
    remindedAt: '上次提醒',
  },
  figures: { read: '看过的人', confirmed: '已确认的人', objections: '异议', homes: '范围内共' },
  homes: (count: number) => `${count.toLocaleString('zh-CN')} 户`,
  people: (count: number) => `${count.toLocaleString('zh-CN')} 人`,
  pieces: (count: number) => `${count.toLocaleString('zh-CN')} 条`,
  print: '打印',
  record: '看操作记录',
} as const

export const actWords = {
  edit: '修改',
  unpin: { button: '取消置顶', done: '已取消置顶' },
  pin: { button: '置顶', done: '已置顶' },
  unschedule: { button: '取消定时', done: '已回到草稿' },
  publish: {
    button: '发布…',
    title: (title: string) => `发布「${title}」？`,
    action: (audience: string) => `发布给${audience}`,
    line: '发布后马上能看到，并会通知住户。发布后不能修改，要改只能撤下重写。',
    urgent: '紧急公告不分白天晚上都会马上通知，并请每位住户确认。',
    done: '已发布，正在通知住户',
  },
  schedule: {
    button: '定时发布…',
    title: '定时发布',
    date: '哪天',
    dateMissing: '请选哪天发布',
    time: '几点（北京时间）',
    timeMissing: '请选几点发布',
    action: '到时发布',
    hint: '到时自动发布并通知住户；发布前可以取消定时，再修改',
    done: (at: string) => `将在 ${at} 发布`,
  },
  remind: {
    button: '提醒未读的住户…',
    title: '提醒还没看的住户？',
    urgentTitle: '提醒还没确认的住户？',
    action: '再通知他们一次',
    line: '只通知还没看过的住户；一天最多提醒一次。',
    urgentLine: '只通知还没确认的住户；一小时最多提醒一次。',
    done: '正在提醒',
  },
  withdraw: {
    button: '撤下…',
    title: (title: string) => `撤下「${title}」？`,
    action: '撤下这条公告',
    line: '撤下后住户就看不到了，也不能再发布。',
    done: '已撤下',
  },
} as const

export const unreadWords = {
  caption: '还没看的住户',
  show: '看哪些',
  shows: { unread: '还没看的', unconfirmed: '还没确认的' },
  columns: { room: '房号', people: '住户和电话', called: '打过电话' },
  noPhone: '没有电话',
  empty: { head: '这里都看过了', line: '每一户至少有一人看过' },
  emptyHere: { head: '先看的这些户里没有', line: '后面的户还没有查，可以接着找' },
  lookOn: '接着找',
  at: '哪栋哪单元',
  emptyConfirmed: { head: '这里都确认了', line: '每一户至少有一人确认过' },
  call: '逐户打电话',
  first: '显示 20 户的电话',
  callLine: '会记录是谁、看了多少户的电话；打完点一下结果，同事就不会再打一遍',
  calling: '电话名单',
  more: '再看 20 户',
  hide: '收起电话名单',
  shown: (count: number) => `已显示 ${count} 户`,
} as const

export const objectionWords = {
  caption: '对公示的异议',
  empty: { head: '还没有异议', line: '公示期内住户提了，会出现在这里' },
  from: (name: string, room: string | undefined, at: string) => [room, name, at].filter(Boolean).join(' · '),
  answer: '答复',
  again: '修改答复',
  answeredBy: (name: string, at: string) => `${name} · ${at}`,
  title: '答复异议',
  label: '答复',
  hint: '提出的人会收到通知',
  missing: '请写答复',
  action: '发给住户',
  done: '已答复',
  objection: '异议和答复',
  answered: '答复：',
} as const

export const textWords = {
  noTitle: '（还没有标题）',
  until: (day: string) => `有效到${day}`,
  period: (day: string) => `公示期到${day}，期内可以提异议`,
  attachments: '附件：',
  call: (contact: string | undefined, phone: string) => `联系${contact ? ` ${contact}` : '电话'} ${phone}`,
  kept: '图片已传好，存草稿后能看到',
} as const

export const writeWords = {
  title: '写公告',
  editTitle: '修改公告草稿',
  line: '写的内容会随时留在这台电脑上；存了草稿，同事也能看到',
  back: '返回列表',
  save: '存草稿',
  next: '存好，去发布…',
  saved: '草稿已保存',
  seeFields: '有几处要改，见下面标红的地方',
  goesOn: '接着上次没存的内容',
  changedMeanwhile: '这份草稿在您写的时候被同事改过；下面是您没存的内容，保存会换掉同事改的',
  startAnew: '不要了，重新写',
  useSaved: '不要了，用已存的',
  category: '类型',
  urgentHint: '紧急公告不分白天晚上都通知，并请每位住户点「我知道了」；没确认的可以打电话。',
  noticeTitle: '标题',
  titleMissing: '请填写标题',
  count: (count: number, most: number) => `${count} / ${most}`,
  until: '截止日期',
  untilHint: '过了这天住户就看不到了',
  untilMissing: '请选截止日期',
  objectionsUntil: '异议截止日期',
  objectionsHint: '公示期内住户可以提异议',
  publisher: '谁发布的',
  publisherKind: '发布方',
  publisherName: '发布单位',
  publisherMissing: '请填写发布单位',
  contact: '联系人（可不填）',
  phone: '联系电话',
  phoneMissing: '请填写联系电话',
} as const

export const blockWords = {
  legend: '正文',
  kinds: { paragraph: '段落', heading: '小标题', list: '列表', picture: '图片说明' },
  hints: {
    paragraph: '',
    heading: '',
    list: '一行一条，自动编号',
    picture: '写清图里有什么，看不见图的人会听到这句话',
  },
  missing: {
    paragraph: '请填写正文，或删掉这一段',
    heading: '请填写小标题，或删掉它',
    list: '请填写列表，或删掉它',
    picture: '请填写图片说明',
  },
  nth: (nth: number, kind: string) => `${nth}. ${kind}`,
  add: (kind: string) => `加${kind}`,
  up: (called: string) => `上移 ${called}`,
  down: (called: string) => `下移 ${called}`,
  remove: (called: string) => `删掉 ${called}`,
  removeShort: '删掉',
  tooMany: `最多 ${noticeLimits.pictures} 张图片`,
  pictures: {
    label: '正文图片',
    add: '加图片',
    accept: 'image/jpeg,image/png,image/webp',
    hint: `最多 ${noticeLimits.pictures} 张，传好后排在最后，可以上移`,
  },
} as const

export const attachmentWords = {
  legend: '附件',
  nth: (nth: number) => `附件 ${nth} 的名称`,
  missing: '请填写附件名',
  remove: (nth: number) => `删掉附件 ${nth}`,
  removeShort: '删掉',
  tooMany: `最多 ${noticeLimits.attachments} 个附件`,
  field: {
    label: '添加附件',
    add: '加附件',
    accept: 'application/pdf,image/jpeg,image/png,image/webp',
    hint: `PDF 或照片，最多 ${noticeLimits.attachments} 个`,
  },
} as const

export const scopeFieldWords = {
  label: '发给谁',
  kinds: { community: '全小区', buildings: '按楼栋', units: '按单元' },
  which: { buildings: '哪几栋', units: '哪几个单元' },
  hint: '输入楼栋号查找，可以多选',
  none: '没有这个楼栋',
  missing: '请选楼栋或单元',
} as const

export const previewWords = {
  label: '手机上的样子',
  size: '字号',
  sizes: { standard: '标准', xl: '特大' },
  when: '刚刚',
} as const

export const printWords = {
  title: '打印公告',
  line: 'A4 纸，贴在单元门口和公告栏',
  back: '返回',
  print: '打印',
  draft: '草稿，还没有发布',
  seal: '（盖章）',
  forWhom: (community: string, places: string) => `${community} · ${places}`,
  published: (at: string) => `本公告于 ${at} 在「邻里」发布`,
} as const
