import { roomName } from '@linli/shared/communities/room-name'
import { formatYuan } from '@linli/shared/money'
import { muteNews, postNews } from '@linli/shared/forum/words'
import { complaintKindNames, complaintNews } from '@linli/shared/complaints/words'
import { MessageKind } from '@linli/shared/messages/schema'
import { messageKindNames } from '@linli/shared/messages/words'
import { repairNews } from '@linli/shared/repairs/news'
import { kindNames } from '@linli/shared/repairs/words'
import { formatDate, formatDateTime, formatFullDate } from '@linli/shared/time'
import type { MessageFacts } from './facts'
import { amount, day, moment, thing } from './keywords'

export type MessageText = {
  title: string
  text: string
  /** Where a tap leads, inside the owner's mini-program. */
  page: string
  /** The subscription template's keywords; each kind's template is chosen with these in the WeChat console. */
  data: Record<string, string>
}

/** What a message says, in the list and in WeChat, whose keywords have limits (keywords.ts). */
export function messageText(facts: MessageFacts, at: string): MessageText {
  const rooms = 'roomCode' in facts ? facts.roomCode.split('、').map(roomName).join('、') : ''
  switch (facts.kind) {
    case 'payment_received':
      if (facts.byLink)
        return {
          title: '有人帮您缴好了',
          text: `${facts.byLink.name}帮 ${rooms} 缴了 ¥${formatYuan(facts.amountFen)}，已到账`,
          page: 'tabs/bills/index',
          data: { thing1: thing(rooms), amount2: amount(facts.amountFen), time3: moment(at) },
        }
      return {
        title: '缴好了',
        text: facts.fromPrepayment
          ? `${rooms} 的账单用预存款缴了 ¥${formatYuan(facts.amountFen)}`
          : `${rooms} 的 ¥${formatYuan(facts.amountFen)} 已到账`,
        page: `payments/receipt/index?orderId=${facts.orderId}`,
        data: { thing1: thing(rooms), amount2: amount(facts.amountFen), time3: moment(at) },
      }
    case 'refund_news':
      return {
        title: facts.arrived ? '退款到账了' : '正在退款',
        text: `${rooms} 的 ¥${formatYuan(facts.amountFen)} ${facts.arrived ? '已原路退回' : '正在原路退回，到账后再通知您'}`,
        page: `payments/receipt/index?orderId=${facts.orderId}`,
        data: {
          thing1: thing(rooms),
          amount2: amount(facts.amountFen),
          phrase3: facts.arrived ? '已退回' : '退款中',
          time4: moment(at),
        },
      }
    case 'bills_published':
      return {
        title: '出了新账单',
        text: `${rooms} 有 ${facts.count} 笔，共 ¥${formatYuan(facts.amountFen)}，${formatDate(facts.dueDate)}前缴`,
        page: 'tabs/bills/index',
        data: { thing1: thing(rooms), amount2: amount(facts.amountFen), date3: day(facts.dueDate) },
      }
    case 'payment_reminder':
      return {
        title: facts.overdueDays > 0 ? '有费用过期了' : '快到缴费日期了',
        text: reminderText(facts),
        page: 'tabs/bills/index',
        data: { thing1: thing(rooms), amount2: amount(facts.amountFen), date3: day(facts.dueDate) },
      }
    case 'question_answered':
      return {
        title: facts.settled ? '异议处理好了' : '物业回复您了',
        text: `${rooms} ${facts.billName}，点开看看`,
        page: `billing/question/index?communityId=${facts.communityId}&roomId=${facts.roomId}&billId=${facts.billId}`,
        data: { thing1: thing(rooms), thing2: thing(facts.billName), time3: moment(at) },
      }
    case 'vacancy_decided':
      return {
        title: facts.approved ? '空置优惠已同意' : '空置优惠没有同意',
        text: `${rooms} ${vacancyText(facts)}`,
        page: `billing/vacancy/index?communityId=${facts.communityId}&roomId=${facts.roomId}`,
        data: { thing1: thing(rooms), phrase2: facts.approved ? '已同意' : '没有同意', time3: moment(at) },
      }
    case 'invoice_news':
      return {
        title: invoiceTitles[facts.outcome],
        text: `${rooms} ¥${formatYuan(facts.amountFen)} 的发票${invoiceText(facts)}`,
        page: facts.asked
          ? `invoices/invoice/index?communityId=${facts.communityId}&invoiceId=${facts.invoiceId}`
          : 'messages/list/index',
        data: {
          thing1: thing(rooms),
          amount2: amount(facts.amountFen),
          phrase3: invoicePhrases[facts.outcome],
          time4: moment(at),
        },
      }
    case 'repair_news':
      return repairText(facts, at)
    case 'complaint_news':
      return complaintText(facts, at)
    case 'visitor_news':
      return visitorText(facts, at)
    case 'notice_published':
    case 'notice_urgent':
      return noticeText(facts, at)
    case 'objection_answered':
      return {
        title: '您的异议有答复了',
        text: `${facts.title}，点开看看`,
        page: noticePage(facts),
        data: { thing1: thing(facts.title), phrase2: '已答复', time3: moment(at) },
      }
    case 'post_decided':
    case 'post_reply':
      return forumText(facts, at)
    case 'digest':
      return digestText(facts, at)
    case 'binding_approved':
      return {
        title: '已加上您的家',
        text: `${facts.communityName} ${rooms}，物业已确认`,
        page: 'tabs/home/index',
        data: {
          thing1: thing(`${facts.communityName} ${rooms}`),
          phrase2: '已通过',
          time3: moment(at),
        },
      }
    case 'binding_refused':
      return {
        title: '这次没有通过',
        text: `${facts.communityName} ${rooms}，物业说：${facts.reason}`,
        page: 'tabs/me/index',
        data: {
          thing1: thing(`${facts.communityName} ${rooms}`),
          phrase2: '未通过',
          time3: moment(at),
        },
      }
    case 'member_joined':
      return {
        title: '有人加入了您的家',
        text: `${facts.nameMasked}（${facts.role}）加入了 ${rooms}，不认识请移除或联系物业`,
        page: 'tabs/me/index',
        data: { thing1: thing(rooms), thing2: thing(`${facts.nameMasked} ${facts.role}`), time3: moment(at) },
      }
  }
}

function repairText(facts: Extract<MessageFacts, { kind: 'repair_news' }>, at: string): MessageText {
  const { title, text, phrase } = repairNews(facts)
  return {
    title,
    text,
    page: facts.roomId ? repairPage(facts.communityId, facts.roomId, facts.repairId) : 'messages/list/index',
    data: {
      thing1: thing(`${facts.place} ${kindNames[facts.repairKind]}`),
      phrase2: phrase,
      time3: moment(at),
    },
  }
}

const repairPage = (communityId: string, roomId: string, repairId: string) =>
  `repairs/repair/index?communityId=${communityId}&roomId=${roomId}&repairId=${repairId}`

function complaintText(facts: Extract<MessageFacts, { kind: 'complaint_news' }>, at: string): MessageText {
  const { communityId, roomId, complaintId, number, complaintKind, event } = facts
  const { title, text, phrase } = complaintNews(complaintKind, event)
  return {
    title,
    text: `${number} ${text}`,
    page: roomId
      ? `complaints/one/index?communityId=${communityId}&roomId=${roomId}&complaintId=${complaintId}`
      : 'messages/list/index',
    data: {
      thing1: thing(`${complaintKindNames[complaintKind]} ${number}`),
      phrase2: phrase,
      time3: moment(at),
    },
  }
}

function forumText(facts: Extract<MessageFacts, { kind: 'post_decided' | 'post_reply' }>, at: string): MessageText {
  const { communityId, postId } = facts
  const page = postId ? `forum/one/index?communityId=${communityId}&postId=${postId}` : 'messages/list/index'
  if (facts.kind === 'post_reply') {
    const title = '有人回复了'
    const data = { thing1: thing(facts.author), thing2: '回复了您参与的内容', time3: moment(at) }
    return { title, text: `${facts.author}回复了，点开看看`, page, data }
  }
  const { event, reason, unseen, note = '', until = at } = facts
  const { title, text, phrase } =
    event === 'mute' || event === 'unmute'
      ? muteNews(event, formatDateTime(until), note)
      : postNews(event, reason, unseen)
  return { title, text, page, data: { thing1: '您在邻里发的内容', phrase2: phrase, time3: moment(at) } }
}

const visitorWords = {
  at_gate: { title: '门口来客', phrase: '等您回答', text: '请点开回答，不答由门岗处理' },
  entered: { title: '访客已进门', phrase: '已进门', text: '已进门' },
  permit_allowed: { title: '施工出入证办好了', phrase: '已批准', text: '可以使用了' },
  permit_refused: { title: '施工出入证没有通过', phrase: '没有通过', text: '没有通过，请联系物业' },
  permit_withdrawn: { title: '施工出入证被收回', phrase: '已收回', text: '物业收回了，不能再用' },
}

function visitorText(facts: Extract<MessageFacts, { kind: 'visitor_news' }>, at: string): MessageText {
  const { communityId, roomId, passId, name, gateName, what } = facts
  const { title, phrase, text } = visitorWords[what]
  const where = gateName === '' ? '' : `${gateName} `
  return {
    title,
    text: `${where}${name}${facts.about ? `（${facts.about}）` : ''}，${text}`,
    page: `visitors/one/index?communityId=${communityId}&roomId=${roomId}&passId=${passId}`,
    data: { thing1: thing(name), thing2: thing(gateName || title), phrase3: phrase, time4: moment(at) },
  }
}

const noticePage = ({ communityId, noticeId }: { communityId: string; noticeId: string }) =>
  `notices/one/index?communityId=${communityId}&noticeId=${noticeId}`

type NoticeFacts = Extract<MessageFacts, { publisher: string }>
function noticeText({ kind, communityId, noticeId, title, publisher, again }: NoticeFacts, at: string): MessageText {
  const head = kind === 'notice_urgent' ? '紧急通知' : '有新公告'
  return {
    title: again ? `请看一下：${head}` : head,
    text: `${publisher}：${title}`,
    page: noticePage({ communityId, noticeId }),
    data: { thing1: thing(title), thing2: thing(publisher), time3: moment(at) },
  }
}

function digestText({ counts }: Extract<MessageFacts, { kind: 'digest' }>, at: string): MessageText {
  const parts = MessageKind.options.flatMap(kind =>
    counts[kind] ? [`${messageKindNames[kind]} ${counts[kind]} 条`] : [],
  )
  const text = parts.join('、')
  return {
    title: '昨天到今天的消息',
    text,
    page: 'messages/list/index',
    data: { thing1: thing(text), time2: moment(at) },
  }
}

function vacancyText({
  approved,
  from,
  to,
  payablePct = 100,
  reason,
}: Extract<MessageFacts, { kind: 'vacancy_decided' }>) {
  if (!approved) return `物业说：${reason}`
  return `${formatFullDate(from)}${to ? `至${formatFullDate(to)}` : '起'}，按 ${payablePct}% 收`
}

type InvoiceNews = Extract<MessageFacts, { kind: 'invoice_news' }>
const invoiceTitles = { issued: '发票开好了', reversed: '发票红冲了', refused: '发票没有开出来' }
const invoicePhrases = { issued: '已开具', reversed: '已红冲', refused: '没开出' }

function invoiceText({ outcome, reason, asked }: InvoiceNews): string {
  if (outcome === 'issued') return asked ? '已开好，点开可以下载' : '已开好，请到物业服务中心取'
  if (outcome === 'reversed') return `已红冲，请不要再用${reason ? `：${reason}` : ''}`
  return `没有开出来${reason ? `：${reason}` : ''}，物业会处理，请核对抬头和税号`
}

type Reminding = Extract<MessageFacts, { kind: 'payment_reminder' }>

/** What a reminder says on every channel; it names no item and threatens nothing. The SMS templates say the same. */
export function reminderText({ roomCode, count, amountFen, lateFeeFen, overdueDays, dueDate, officePhone }: Reminding) {
  const late = lateFeeFen > 0 ? `（含违约金 ¥${formatYuan(lateFeeFen)}）` : ''
  const sum = `共 ¥${formatYuan(amountFen)}${late}`
  const state = overdueDays > 0 ? `已过期 ${overdueDays} 天，${sum}` : `${sum}，${formatDate(dueDate)}前缴`
  return `${roomName(roomCode)} 有 ${count} 笔费用${state}。有困难或疑问，可以和物业说：${officePhone}`
}

/** The variables of the SMS templates `payment_reminder` and `payment_due`. */
export const reminderValues = ({ roomCode, count, amountFen, overdueDays, dueDate, officePhone }: Reminding) => ({
  room: roomName(roomCode),
  count: String(count),
  amount: formatYuan(amountFen),
  ...(overdueDays > 0 ? { days: String(overdueDays) } : { date: formatDate(dueDate) }),
  phone: officePhone,
})
