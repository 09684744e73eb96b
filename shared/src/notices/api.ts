import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { CallMark, CallOutcome } from '../messages/schema'
import { oneLine, plainText } from '../plain-text'
import { Instant } from '../time'
import {
  MyNotice,
  MyNoticeRow,
  NoticeCategory,
  NoticeDetail,
  NoticeState,
  NoticeText,
  Objection,
  OfficeNotice,
  UnreadHome,
} from './schema'

const place = { communityId: CommunityId }
const home = { ...place, roomId: Id }
const mine = { ...home, noticeId: Id }
const one = { ...place, noticeId: Id }
const own = '/v1/c/:communityId/rooms/:roomId/notices' as const
const base = '/v1/c/:communityId/notices' as const
const lives = { kind: 'home', roles: ['owner', 'tenant', 'family'] } as const
const reader = { kind: 'office', permission: 'notices:read' } as const
const publisher = { kind: 'office', permission: 'notices:publish' } as const
const text = NoticeText.shape
/** Homes of the scope that have not read it, or not confirmed it; of one building, or one of its units. */
const missing = {
  ...one,
  show: z.enum(['unread', 'unconfirmed']),
  building: z.string().trim().min(1).max(20).optional(),
  unit: z.string().trim().min(1).max(20).optional(),
  limit: z.coerce.number().int().min(1).max(20).default(20),
  cursor: pageInput.cursor,
}

/** 公告 and 公示. A resident sees what is published, for their home, and not over. */
export const noticesApi = {
  mine: endpoint({
    id: 'notices.mine',
    method: 'GET',
    path: own,
    summary: '公告，紧急和置顶的在前',
    access: lives,
    input: home,
    output: z.object({ items: z.array(MyNoticeRow) }),
  }),
  getMine: endpoint({
    id: 'notices.getMine',
    method: 'GET',
    path: `${own}/:noticeId`,
    summary: '一条公告',
    access: lives,
    input: mine,
    output: MyNotice,
  }),
  markRead: endpoint({
    id: 'notices.markRead',
    method: 'POST',
    path: `${own}/:noticeId/read`,
    summary: '看过了',
    access: lives,
    input: mine,
    output: MyNoticeRow,
  }),
  confirm: endpoint({
    id: 'notices.confirm',
    method: 'POST',
    path: `${own}/:noticeId/confirm`,
    summary: '我知道了',
    access: lives,
    input: mine,
    output: MyNoticeRow,
  }),
  object: endpoint({
    id: 'notices.object',
    method: 'POST',
    path: `${own}/:noticeId/objection`,
    summary: '对公示提异议',
    access: lives,
    input: { ...mine, text: plainText('异议', 500) },
    output: MyNotice,
    idempotent: true,
  }),
  create: endpoint({
    id: 'notices.create',
    method: 'POST',
    path: base,
    summary: '写公告草稿',
    access: publisher,
    input: { ...place, ...text },
    output: NoticeDetail,
    idempotent: true,
  }),
  edit: endpoint({
    id: 'notices.edit',
    method: 'PUT',
    path: `${base}/:noticeId`,
    summary: '修改公告草稿',
    access: publisher,
    input: { ...one, ...text, version: Version },
    output: NoticeDetail,
  }),
  publish: endpoint({
    id: 'notices.publish',
    method: 'POST',
    path: `${base}/:noticeId/publish`,
    summary: '发布公告',
    access: publisher,
    input: { ...one, version: Version },
    output: NoticeDetail,
  }),
  schedule: endpoint({
    id: 'notices.schedule',
    method: 'POST',
    path: `${base}/:noticeId/schedule`,
    summary: '定时发布公告',
    access: publisher,
    input: { ...one, at: Instant, version: Version },
    output: NoticeDetail,
  }),
  unschedule: endpoint({
    id: 'notices.unschedule',
    method: 'POST',
    path: `${base}/:noticeId/unschedule`,
    summary: '取消定时，回到草稿',
    access: publisher,
    input: one,
    output: NoticeDetail,
  }),
  pin: endpoint({
    id: 'notices.pin',
    method: 'POST',
    path: `${base}/:noticeId/pin`,
    summary: '置顶或取消置顶',
    access: publisher,
    input: { ...one, pinned: z.boolean() },
    output: NoticeDetail,
  }),
  withdraw: endpoint({
    id: 'notices.withdraw',
    method: 'POST',
    path: `${base}/:noticeId/withdraw`,
    summary: '撤下公告',
    access: publisher,
    input: { ...one, reason: oneLine('原因', 100) },
    output: NoticeDetail,
  }),
  remind: endpoint({
    id: 'notices.remind',
    method: 'POST',
    path: `${base}/:noticeId/remind`,
    summary: '提醒还没看的住户',
    access: publisher,
    input: one,
    output: NoticeDetail,
  }),
  list: endpoint({
    id: 'notices.list',
    method: 'GET',
    path: base,
    summary: '公告列表，新的在前；可按状态、类型、标题找',
    access: reader,
    input: {
      ...place,
      state: NoticeState.optional(),
      category: NoticeCategory.optional(),
      /** Part of a title. */
      q: z.string().trim().min(1).max(40).optional(),
      ...pageInput,
    },
    output: page(OfficeNotice),
  }),
  get: endpoint({
    id: 'notices.get',
    method: 'GET',
    path: `${base}/:noticeId`,
    summary: '一条公告，带已读人数',
    access: reader,
    input: one,
    output: NoticeDetail,
  }),
  unread: endpoint({
    id: 'notices.unread',
    method: 'GET',
    path: `${base}/:noticeId/unread`,
    summary: '还没看、还没确认的住户，电话打码',
    access: reader,
    input: missing,
    output: page(UnreadHome),
  }),
  /** With telephone numbers in full, for emergencies alone; each page is on record. */
  callList: endpoint({
    id: 'notices.callList',
    method: 'POST',
    path: `${base}/:noticeId/call-list`,
    summary: '紧急公告未确认住户的电话',
    access: publisher,
    input: missing,
    output: page(UnreadHome),
  }),
  markCalled: endpoint({
    id: 'notices.markCalled',
    method: 'POST',
    path: `${base}/:noticeId/called`,
    summary: '记下给一户打过电话',
    access: publisher,
    input: { ...one, roomId: Id, outcome: CallOutcome },
    output: z.object({ roomId: Id, called: CallMark }),
  }),
  objections: endpoint({
    id: 'notices.objections',
    method: 'GET',
    path: `${base}/:noticeId/objections`,
    summary: '对公示的异议',
    access: reader,
    input: { ...one, ...pageInput },
    output: page(Objection),
  }),
  answer: endpoint({
    id: 'notices.answer',
    method: 'POST',
    path: `${base}/:noticeId/objections/:objectionId/answer`,
    summary: '答复异议',
    access: publisher,
    input: { ...one, objectionId: Id, text: plainText('答复', 500) },
    output: Objection,
  }),
}
