import type { NoticeCategory } from '@linli/shared/notices/schema'
import { noticeCategoryNames } from '@linli/shared/notices/words'
import { formatDate } from '@linli/shared/time'
import { defineWords } from '../../kit/words'
import { hostName } from '../../platform/host'

/** 公告 */
export const noticeWords = defineWords(
  {
    row: '公告',
    rowNote: '通知、公示、活动',
    today: '今天',
    seeAll: '看全部公告',
    all: '全部',
    kind: '看哪一类',
    category: (category: NoticeCategory) => noticeCategoryNames[category],
    unread: '未读',
    confirmed: '已确认',
    none: '最近没有新公告',
    noneLine: '有了新公告会告诉您',
    noneOfKind: '这一类最近没有',
    noneOfKindLine: '换一类看看，或看全部',
    gone: '这条公告看不到了',
    goneLine: '可能到期了，或物业已撤下',
    pinned: '置顶',
    iKnow: '我知道了',
    knowing: '正在告诉物业',
    known: '您已确认',
    look: '去看',
    urgent: (title: string) => `紧急：${title}`,
    until: (day: string) => `有效到${formatDate(day)}`,
    call: (who: string) => `打电话给${who}`,
    attachments: '附件',
    open: '打开',
    opening: '正在打开',
    objection: '我的异议',
    object: '提异议',
    period: (day: string) => `公示期到${formatDate(day)}，期内可以提异议`,
    periodOver: (day: string) => `公示期到${formatDate(day)}，已经结束`,
    objectText: '您的意见和理由',
    send: '提交',
    sending: '正在提交',
    waiting: '物业会答复您',
    answer: '物业的答复',
    answeredBy: (name: string, when: string) => `${name}，${when}`,
    grantHead: `有新公告，${hostName}告诉您`,
    grantLine: '每次同意只发一条',
    urgentHead: `再有急事，${hostName}告诉您`,
    urgentLine: '紧急通知和新公告，各发一条',
    answerHead: `物业答复了，${hostName}告诉您`,
    answerLine: '有答复时发一条',
  },
  { row: '看通知', send: '发给物业' },
)
