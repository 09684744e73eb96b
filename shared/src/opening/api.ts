import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { reasonText } from '../plain-text'
import { YearMonth } from '../time'
import {
  HistoryRow,
  OpeningConfirmation,
  OpeningDraft,
  OpeningKind,
  OpeningState,
  OpeningSums,
  OpeningTotal,
  RoomPaidThrough,
} from './schema'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'billing:read' } as const
const confirmer = { kind: 'office', permission: 'opening:confirm' } as const
const reason = reasonText()

export const openingApi = {
  /** By building and item, with the sums that a confirmation has to name, and the newest confirmation. */
  totals: endpoint({
    id: 'opening.totals',
    method: 'GET',
    path: '/v1/c/:communityId/opening/totals',
    summary: '期初余额合计（按楼栋和项目）',
    access: reader,
    input: { ...place, ...pageInput },
    output: z.object({
      items: z.array(OpeningTotal),
      cursor: z.string().optional(),
      draft: OpeningSums,
      confirmed: OpeningSums,
      confirmation: OpeningConfirmation.optional(),
    }),
  }),
  listDrafts: endpoint({
    id: 'opening.listDrafts',
    method: 'GET',
    path: '/v1/c/:communityId/opening/drafts',
    summary: '期初余额明细，按房号',
    access: reader,
    input: {
      ...place,
      kind: OpeningKind,
      state: OpeningState.default('draft'),
      prefix: z.string().max(30).optional(),
      ...pageInput,
    },
    output: page(OpeningDraft),
  }),
  /** Posts what was looked at: refused when a draft came or went meanwhile. */
  confirm: endpoint({
    id: 'opening.confirm',
    method: 'POST',
    path: '/v1/c/:communityId/opening/confirm',
    summary: '确认期初余额：笔数和合计与核对时一致才入账',
    access: confirmer,
    input: { ...place, sums: OpeningSums },
    output: OpeningConfirmation,
    idempotent: true,
  }),
  discard: endpoint({
    id: 'opening.discard',
    method: 'POST',
    path: '/v1/c/:communityId/opening/drafts/:draftId/discard',
    summary: '弃用一笔期初余额（确认之前）',
    access: confirmer,
    input: { ...place, draftId: Id, reason },
    output: OpeningDraft,
  }),
  /** The linked reversal of a confirmed one: its bill becomes void, its lot or deposit is taken back whole. */
  reverse: endpoint({
    id: 'opening.reverse',
    method: 'POST',
    path: '/v1/c/:communityId/opening/drafts/:draftId/reverse',
    summary: '冲销一笔已入账的期初余额',
    access: confirmer,
    input: { ...place, draftId: Id, reason },
    output: OpeningDraft,
  }),
  /** By one of room, payer (a name's beginning), item, or month paid; a month also narrows the others but the payer. */
  listHistory: endpoint({
    id: 'opening.listHistory',
    method: 'GET',
    path: '/v1/c/:communityId/history',
    summary: '历史缴费：按房屋、付款人、项目或月份查',
    access: reader,
    input: {
      ...place,
      roomId: Id.optional(),
      payer: z.string().trim().min(1).max(100).optional(),
      item: z.string().trim().min(1).max(40).optional(),
      month: YearMonth.optional(),
      ...pageInput,
    },
    output: page(HistoryRow),
  }),
  newestHistory: endpoint({
    id: 'opening.newestHistory',
    method: 'GET',
    path: '/v1/c/:communityId/history/newest',
    summary: '历史缴费最近的月份，十年以内',
    access: reader,
    input: place,
    output: z.object({ month: YearMonth.optional() }),
  }),
  /** What billing of a room begins after. */
  roomPaidThrough: endpoint({
    id: 'opening.roomPaidThrough',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/paid-through',
    summary: '一间房从旧系统带来的已缴至，按收费项目',
    access: reader,
    input: { ...place, roomId: Id },
    output: z.object({ items: z.array(RoomPaidThrough) }),
  }),
}
