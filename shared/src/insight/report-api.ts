import * as z from 'zod'
import { Nature } from '../billing/fee-schema'
import { endpoint, page } from '../contract'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { YearMonth } from '../time'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'insight:read' } as const
const bp = z.number().int().optional()

/** The figures of a period, as `collectionOf` makes them. */
export const CollectionFigures = z.object({
  billedFen: Fen,
  collectedFen: Fen,
  rateBp: bp,
  oldFen: Fen,
  oldReceivedFen: Fen,
  clearedBp: bp,
  receivedFen: Fen,
  aheadFen: Fen,
  lateFeeFen: Fen,
  arrearsFen: Fen,
})

export const CollectionBy = z.enum(['month', 'item', 'building', 'nature'])
export type CollectionBy = z.infer<typeof CollectionBy>

/** A month, a fee item, a building or a nature: its figures, and those of a year before. */
export const CollectionRow = z.object({
  /** `2026-11`, the fee item's id, `3`, a nature; 'all' for the sum. */
  key: z.string(),
  name: z.string(),
  nature: Nature.optional(),
  now: CollectionFigures,
  before: CollectionFigures,
})
export type CollectionRow = z.infer<typeof CollectionRow>

/** 账龄: what is owed now by how old its bills are. */
export const AgeBand = z.enum(['ahead', 'quarter', 'half', 'year', 'two', 'three', 'older', 'brought'])
export type AgeBand = z.infer<typeof AgeBand>
export const ageBandNames: Record<AgeBand, string> = {
  ahead: '以后的周期',
  quarter: '3 个月以内',
  half: '3 到 6 个月',
  year: '6 到 12 个月',
  two: '1 到 2 年',
  three: '2 到 3 年',
  older: '3 年以上',
  brought: '期初欠费',
}
export const AgeRow = z.object({
  feeItemId: z.string(),
  name: z.string(),
  totalFen: Fen,
  bands: z.record(AgeBand, Fen),
})
export type AgeRow = z.infer<typeof AgeRow>

export const reportApi = {
  /** `period` is a year or a month; by month, the twelve of a year. One fee item or building only, where it is named. */
  collection: endpoint({
    id: 'insight.collection',
    method: 'GET',
    path: '/v1/c/:communityId/reports/collection',
    summary: '收缴：应收、实收、欠费和两个收缴率，与上年同期比',
    access: reader,
    input: {
      ...place,
      period: YearMonth.or(z.string().regex(/^20\d\d$/)),
      by: CollectionBy,
      feeItemId: Id.optional(),
      building: z.string().max(20).optional(),
    },
    output: page(CollectionRow).extend({ whole: CollectionRow, buildings: z.array(z.string()) }),
  }),
  ageing: endpoint({
    id: 'insight.ageing',
    method: 'GET',
    path: '/v1/c/:communityId/reports/ageing',
    summary: '账龄：现在的欠费按账单周期有多久',
    access: reader,
    input: place,
    output: page(AgeRow),
  }),
}
