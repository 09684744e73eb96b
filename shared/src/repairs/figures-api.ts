import * as z from 'zod'
import { endpoint, page } from '../contract'
import { CommunityId } from '../ids'
import { Fen } from '../money'
import { FigureBy, Figures, Period } from './figures'

const asked = { communityId: CommunityId, period: Period }
const reader = { kind: 'office', permission: 'repairs:read' } as const
const base = '/v1/c/:communityId/repair-figures' as const

export const FigureRow = Figures.extend({
  /** `2026-11`, a kind, a building, a place's or a person's id; 'all' for the whole. */
  key: z.string(),
  name: z.string(),
})
export type FigureRow = z.infer<typeof FigureRow>

export const MaterialRow = z.object({ name: z.string(), unit: z.string(), quantity: z.number().int(), costFen: Fen })
export type MaterialRow = z.infer<typeof MaterialRow>

/** `responsibility`: as the order has it, or 'open'. */
export const CostRow = z.object({
  responsibility: z.string(),
  orders: z.number().int(),
  labourFen: Fen,
  materialFen: Fen,
  outsideFen: Fen,
  chargedFen: Fen,
})
export type CostRow = z.infer<typeof CostRow>

/** 报修统计: counters that follow the orders. */
export const figuresApi = {
  figures: endpoint({
    id: 'repairs.figures',
    method: 'GET',
    path: base,
    summary: '工单统计：数量、响应和完成用时、一次修好、评价、重开，按月、类型、楼栋、公共位置或人员',
    access: reader,
    input: { ...asked, by: FigureBy },
    output: page(FigureRow).extend({ whole: FigureRow }),
  }),
  materials: endpoint({
    id: 'repairs.materials',
    method: 'GET',
    path: `${base}/materials`,
    summary: '材料用量和成本',
    access: reader,
    input: asked,
    output: page(MaterialRow),
  }),
  costs: endpoint({
    id: 'repairs.costs',
    method: 'GET',
    path: `${base}/costs`,
    summary: '维修成本和收费，按责任归属',
    access: { kind: 'office', permission: 'repairs:dispatch' },
    input: asked,
    output: page(CostRow),
  }),
}
