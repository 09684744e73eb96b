import * as z from 'zod'
import { Id } from '../ids'
import { type Fen, Fen as FenShape, sumFen } from '../money'
import { Instant } from '../time'

/** A line of a quote: 人工 or 材料, so many of it at a price each. */
export const QuoteLine = z.object({
  part: z.enum(['labour', 'material']),
  name: z.string().trim().min(1, '请写项目名称').max(40, '项目名称请写短一些'),
  quantity: z.number().int().min(1, '数量要大于 0').max(999, '数量太大，请核对'),
  unit: z.string().trim().min(1, '请写单位').max(8),
  unitFen: FenShape.min(0, '单价不能小于 0').max(1_000_000, '单价太大，请核对'),
})
export type QuoteLine = z.infer<typeof QuoteLine>

/** Of the community's price list (维修收费目录). */
export const CatalogueItem = QuoteLine.omit({ quantity: true }).extend({
  itemId: Id,
  active: z.boolean(),
  /** What one of it costs us: for the office alone. */
  costFen: QuoteLine.shape.unitFen.optional(),
})
export type CatalogueItem = z.infer<typeof CatalogueItem>

/** 报价: nothing is charged that is not `agreed`; `extra`: 增项, after an earlier one was agreed. */
export const Quote = z.object({
  quoteId: Id,
  lines: z.array(QuoteLine).min(1, '请至少写一项').max(20, '最多写 20 项'),
  totalFen: FenShape,
  extra: z.boolean(),
  state: z.enum(['waiting', 'agreed', 'refused', 'replaced']),
  at: Instant,
  answeredAt: Instant.optional(),
  /** Who agreed, where the bill goes to whoever commissioned it. */
  agreedBy: z
    .object({ role: z.enum(['owner', 'tenant', 'signed']), personId: Id.optional(), name: z.string() })
    .optional(),
})
export type Quote = z.infer<typeof Quote>

export const lineFen = ({ quantity, unitFen }: Pick<QuoteLine, 'quantity' | 'unitFen'>): Fen => quantity * unitFen
export const totalOf = (lines: readonly QuoteLine[]): Fen => sumFen(lines.map(lineFen))

/** 人工, 材料, 合计 of some lines. */
export const partsOf = (lines: readonly QuoteLine[]) => {
  const of = (part: QuoteLine['part']) => totalOf(lines.filter(line => line.part === part))
  return { labourFen: of('labour'), materialFen: of('material'), totalFen: totalOf(lines) }
}

export const agreedLines = (quotes: readonly Quote[]): QuoteLine[] =>
  quotes.filter(({ state }) => state === 'agreed').flatMap(({ lines }) => lines)
export const waitingQuote = (quotes: readonly Quote[]): Quote | undefined =>
  quotes.find(({ state }) => state === 'waiting')
