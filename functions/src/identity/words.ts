import type { Complaint } from '@linli/shared/complaints/schema'
import { complaintKindNames, complaintStateNames } from '@linli/shared/complaints/words'
import type { SaidLine } from '../forum/written'
import type { ObjectionLine } from '../notices/objections-made'
import { fromWords, postStateNames, saidKindNames } from '@linli/shared/forum/words'
import { placeWords } from '@linli/shared/repairs/news'
import type { Repair } from '@linli/shared/repairs/schema'
import { kindNames, repairStateWords } from '@linli/shared/repairs/words'
import type { BillQuestion, QuestionEntry } from '@linli/shared/billing/question-schema'
import { type Bill, billStateNames } from '@linli/shared/billing/schema'
import { periodName } from '@linli/shared/billing/words'
import { roomName } from '@linli/shared/communities/room-name'
import { occupancyRoleNames } from '@linli/shared/communities/schema'
import type { BindingRequest, Consent, FontSize, Home } from '@linli/shared/identity/schema'
import type { Message } from '@linli/shared/messages/schema'
import { formatYuan } from '@linli/shared/money'
import { channelNames, type Order } from '@linli/shared/payments/schema'
import type { PrepaymentLot } from '@linli/shared/payments/held-schema'
import { formatDateTime, formatFullDate } from '@linli/shared/time'
import type { Pass } from '@linli/shared/visitors/schema'
import { passKindNames, passStateNames } from '@linli/shared/visitors/words'

const fontSizeNames: Record<FontSize, string> = { standard: '标准', large: '大', xlarge: '特大' }
const purposeNames: Record<Consent['purpose'], string> = {
  privacy: '隐私政策',
  phone: '核对手机号',
  messages: '消息提醒',
}
const stateNames: Record<BindingRequest['state'], string> = {
  pending: '等物业确认',
  approved: '已通过',
  refused: '未通过',
}

/** What somebody reads who verified too often on one day. */
export const phoneChecksSpent = '今天验证手机号的次数用完了，请明天再试，或填写房号请物业确认'

/** What somebody reads who typed too many names on one day. */
export const namesSpent = '今天试过的姓名太多了，请明天再试，或填写房号请物业确认'

/** What somebody reads for whom no waiting helps. */
export const limitWords = {
  looks: '这次验证手机号后能找的次数用完了，请重新验证再试，或填写房号请物业确认',
  requests: '已有 3 个申请在等物业确认，请等有了答复再申请',
  members: '这个家的人数已到上限，请业主先移除不住的人',
  accounts: '这位住户绑定的微信太多了，请联系物业',
  homes: '您加入的家已到上限，请联系物业',
}

/** What the office reads of a request that was not typed. */
export const requestNotes = { byLetter: '凭信件申请，验证的手机号和登记的不一样' }

/** What a person's own data is called when they take it with them. */
export const exportWords = {
  account: '账号',
  homes: '我的家',
  requests: '绑定申请',
  consents: '同意记录',
  messages: '消息',
  bills: '账单',
  questions: '账单咨询',
  repairs: '报修',
  complaints: '投诉建议',
  posts: '邻里发言',
  objections: '对公示的异议',
  guests: '我请来的访客',
  moreBills: '更早的账单请在「账单」里查看',
  payments: '我付过的',
  morePayments: '更早的付款请在「我付过的」里查看',
  prepayments: '预存款',
  none: '没有记录',
  since: (at: string) => `注册时间：${formatDateTime(at)}`,
  fontSize: (size: FontSize) => `字号：${fontSizeNames[size]}`,
  phone: (masked: string) => `本次登录验证的手机号：${masked}`,
  home: (home: Home) =>
    `${home.communityName} ${roomName(home.roomCode)}，${home.personName}（${occupancyRoleNames[home.role]}），${formatFullDate(home.from)}起${home.to ? `，到${formatFullDate(home.to)}` : ''}`,
  request: (request: BindingRequest) =>
    `${formatDateTime(request.createdAt)} 申请加入 ${request.communityName} ${roomName(request.roomCode)}：${stateNames[request.state]}`,
  consent: (consent: Consent) =>
    `${formatDateTime(consent.at)} ${consent.granted ? '同意' : '撤回'}：${purposeNames[consent.purpose]}`,
  bill: (communityName: string, bill: Bill) =>
    `${communityName} ${roomName(bill.object.code)} ${bill.feeItemName} ${periodName(bill.period)}：${formatYuan(bill.amountFen)} 元，${billStateNames[bill.state]}，收费对象 ${bill.payer.name}`,
  repair: (repair: Repair) =>
    `${formatDateTime(repair.reportedAt)} ${repair.number} ${placeWords(repair.place)} ${kindNames[repair.kind]}（${repairStateWords(repair)}）：${repair.text}`,
  post: ({ createdAt, kind, state, from, text }: SaidLine) =>
    `${formatDateTime(createdAt)} ${saidKindNames[kind]}（${postStateNames[state]}，${fromWords(from)}）：${text}`,
  complaint: ({ reportedAt, number, kind, state, text, answer }: Complaint) =>
    `${formatDateTime(reportedAt)} ${number} ${complaintKindNames[kind]}（${complaintStateNames[state]}）：${text}${answer ? `；答复：${answer.text}` : ''}`,
  objection: ({ at, title, text, answer }: ObjectionLine) =>
    `${formatDateTime(at)} 《${title}》：${text}${answer ? `；答复：${answer.text}` : ''}`,
  guest: ({ createdAt, roomCode, kind, state, name, used }: Omit<Pass, 'plateMasked'>) =>
    `${formatDateTime(createdAt)} ${roomName(roomCode)} ${passKindNames[kind]} ${name}（${passStateNames[state]}），进门 ${used} 次`,
  question: ({ question, entry }: { question: BillQuestion; entry: QuestionEntry }) =>
    `${formatDateTime(entry.at)} ${roomName(question.object.code)} ${question.feeItemName} ${periodName(question.period)}，${entry.kind === 'withdrawn' ? '收回异议' : `${entry.disputes ? '提出异议' : '问'}：${entry.text}`}`,
  payment: (order: Order & { paidBy: string }) =>
    `${order.paidAt ? formatDateTime(order.paidAt) : ''} ${order.paidBy} 付给 ${order.communityName} ${formatYuan(order.paidFen ?? order.amountFen)} 元，${channelNames[order.channel]} ${order.transactionId ?? ''}${order.receiptSerial ? `，收据 ${order.receiptSerial}` : ''}：${order.shares.map(share => `${roomName(share.object.code)} ${share.feeItemName} ${periodName(share.period)}`).join('、')}`,
  prepayment: (lot: PrepaymentLot) =>
    `${formatDateTime(lot.createdAt)} 转入 ${formatYuan(lot.amountFen)} 元，余 ${formatYuan(lot.leftFen)} 元`,
  message: (message: Message) => `${formatDateTime(message.at)} ${message.title}：${message.text}`,
}
