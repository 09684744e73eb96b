import type { CalledAs, PostEvent, PostKind, PostState, RefusalReason, ReviewWhy, SaidKind } from './schema'

export const postKindNames: Record<PostKind, string> = {
  chat: '闲聊',
  decoration: '装修',
  group_buy: '团购',
  lost_found: '失物招领',
  suggestion: '建议',
}
export const saidKindNames: Record<SaidKind, string> = { ...postKindNames, reply: '回复' }

export const postStateNames: Record<PostState, string> = {
  pending: '审核中',
  approved: '已发布',
  refused: '没有发出去',
  hidden: '正在核实',
  taken_down: '已下架',
  appealed: '申诉中',
  upheld: '申诉未通过',
  deleted: '已删除',
}

export const postEventNames: Record<PostEvent, string> = {
  send_to_desk: '转人工审核',
  pass: '通过',
  refuse: '不通过',
  edit: '修改',
  hide: '先隐藏核实',
  show: '恢复显示',
  take_down: '下架',
  appeal: '申诉',
  restore: '申诉成立，恢复',
  uphold: '申诉不成立',
  pin: '置顶',
  unpin: '取消置顶',
  dismiss: '举报不成立',
  report: '举报',
  remove: '删除',
}

export const refusalNames: Record<RefusalReason, string> = {
  advert: '广告',
  abuse: '辱骂或攻击他人',
  privacy: '泄露他人隐私',
  rumour: '编造、传播不实信息',
  fraud: '诈骗，或要求转账',
  vulgar: '低俗内容',
  illegal: '违反法律法规',
  flood: '重复刷屏',
  checked: '内容安全检查没有通过',
}

export const reviewWhyNames: Record<ReviewWhy, string> = {
  unsure: '检查结果：需要人工看',
  author_absent: '作者两小时内没有打开小程序',
  no_verdict: '60 分钟没有等到检查结果',
  checker_down: '检查服务没有回应',
  no_checker: '作者不在微信里，不能自动检查',
}

export const calledAsNames: Record<CalledAs, string> = { ms: '女士', mr: '先生', neighbour: '邻居' }
export const lostFoundNames = { lost: '丢了东西', found: '捡到东西' } as const
export const nowhere = '未知'
export const fromWords = (province: string): string => `IP属地：${province}`

/** A mute has no appeal of its own here: a complaint has a number, a day to be answered by, and somebody else to close it. */
const recourse = '有不同意见，可以提交投诉，或打电话给物业'

export const postRefusals = {
  off: '邻里还没有开通',
  notYours: '这一步不能由您来做',
  notNow: (event: PostEvent, state: PostState): string =>
    `现在是「${postStateNames[state]}」，不能${postEventNames[event]}`,
  appealed: '已经申诉过了',
  appealLate: (days: number): string => `过了 ${days} 天，不能再申诉`,
  notReply: '回复不能置顶，也不能修改',
  tooManyEdits: '改得太多了，请删除后重新发',
  notReported: '没有人举报',
  notPinned: '没有置顶',
  pinned: '已经置顶了',
  tooManyPins: (most: number): string => `最多置顶 ${most} 条，请先取消一条`,
  muted: (until: string, reason: string): string => `${until} 前不能发言，原因：${reason}。${recourse}`,
  noTopic: '没有这个话题，请从列表里选',
  noGroup: '请写明团购的东西、份数、截止日期和取货地点',
  noFound: '请写明丢失还是捡到、地点和日期',
  noFields: '这一类不用填这些内容',
  past: '截止日期已经过了，请重新选',
  future: '日期在今天之后，请重新选',
  tooMany: '今天发得太多了，请明天再发',
  onlyPhotos: '这里只能放照片',
  ownReport: '不能举报自己发的',
  ownUnwanted: '自己发的，删除就看不到了',
  stale: '作者刚刚改过，请再看一眼',
  decided: (state: PostState): string => `同事已经处理过了，现在是「${postStateNames[state]}」`,
  noReason: '请选择原因',
  onlyPublished: '只能在已发布的里查找',
  shortQuery: '请至少写两个字',
  photos: (most: number): string => `最多 ${most} 张照片`,
} as const

type News = { title: string; text: string; phrase: string }

/** What the author is told; the phrase (≤ 5 characters) is WeChat's. `unseen`: of a reply under what is out of sight. */
export function postNews(event: PostEvent, reason: RefusalReason | undefined, unseen = false): News {
  const because = reason ? `原因：${refusalNames[reason]}` : ''
  if (unseen && (event === 'pass' || event === 'show' || event === 'restore'))
    return { title: '您的回复通过了', text: '您回复的那条现在看不到，它恢复后邻居才能看到您的回复', phrase: '已通过' }
  switch (event) {
    case 'pass':
      return { title: '您的内容发布了', text: '审核通过，邻居们能看到了', phrase: '已发布' }
    case 'show':
      return { title: '您的内容恢复显示了', text: '核实结束了，邻居们又能看到了', phrase: '已恢复' }
    case 'restore':
      return { title: '申诉通过了', text: '您的内容已恢复显示', phrase: '已恢复' }
    case 'hide':
      return { title: '您的内容正在核实', text: '核实最多三天，邻居暂时看不到，有结果会通知您', phrase: '核实中' }
    case 'take_down':
      return { title: '您的内容被下架了', text: `${because}，有不同意见可以申诉`, phrase: '已下架' }
    case 'uphold':
      return { title: '申诉没有通过', text: '点开看答复', phrase: '未通过' }
    default:
      return { title: '这条没有发出去', text: `${because}，改一改可以再发，也可以申诉`, phrase: '未通过' }
  }
}

export const muteNews = (event: 'mute' | 'unmute', until: string, reason: string): News =>
  event === 'mute'
    ? { title: '您暂时不能发言', text: postRefusals.muted(until, reason), phrase: '已禁言' }
    : { title: '您可以发言了', text: '禁言已经解除', phrase: '已解除' }
