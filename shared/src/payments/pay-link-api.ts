import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { PayLink, PayLinkCode, PayLinkFace, PayLinkName } from './pay-link-schema'
import { mostBillsOfOrder } from './basket'
import { OnlineChannel, Order, Prepared } from './schema'

const home = { communityId: CommunityId, roomId: Id }
const resident = { kind: 'home', roles: ['owner', 'tenant', 'family'], bills: true } as const
const account = { kind: 'account' } as const

/** 代缴: bills of one household as a card that somebody else opens and pays. */
export const payLinkApi = {
  /** Only the code's hash is kept: a repeated request draws the same code again from its Idempotency-Key. */
  makePayLink: endpoint({
    id: 'payments.makePayLink',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/pay-links',
    summary: '请人代缴：把账单发成卡片（7 天有效）',
    access: resident,
    input: { ...home, billIds: z.array(Id).min(1).max(mostBillsOfOrder), sharedBy: PayLinkName },
    output: PayLink.extend({ code: PayLinkCode }),
    idempotent: true,
  }),
  /** The account's own of this household, newest first; those that are over stay for a month. */
  myPayLinks: endpoint({
    id: 'payments.myPayLinks',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/pay-links',
    summary: '我发出的代缴卡片',
    access: resident,
    input: home,
    output: z.object({ items: z.array(PayLink) }),
  }),
  /** An order that somebody began by it is closed at the channel; should it prove paid, it stays paid. */
  revokePayLink: endpoint({
    id: 'payments.revokePayLink',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/pay-links/:linkId/revoke',
    summary: '收回代缴卡片',
    access: resident,
    input: { ...home, linkId: Id },
    output: PayLink,
  }),
  openPayLink: endpoint({
    id: 'payments.openPayLink',
    method: 'GET',
    path: '/v1/pay-links/:code',
    summary: '打开代缴卡片：遮住的房号、项目、周期、金额',
    access: account,
    input: { code: PayLinkCode },
    output: PayLinkFace,
  }),
  /** One order for the first part that is still due; the card says which parts are left. */
  payByLink: endpoint({
    id: 'payments.payByLink',
    method: 'POST',
    path: '/v1/pay-links/:code/orders',
    summary: '代缴：为卡片上的账单生成支付单',
    access: account,
    input: { code: PayLinkCode, paidBy: PayLinkName.optional(), channel: OnlineChannel.default('wechat') },
    output: Prepared.extend({ order: Order }),
    idempotent: true,
  }),
}
