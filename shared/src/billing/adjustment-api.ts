import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { reasonText } from '../plain-text'
import { BillLine } from './fee-schema'
import { ReadingValue } from './meter-schema'
import { BillView, Credit } from './schema'

const adjuster = { kind: 'office', permission: 'billing:void' } as const
const at = { communityId: CommunityId, roomId: Id, billId: Id }
/** In 1/1,000: what the meter really said, where the bill's reading was wrong. */
const value = ReadingValue

/** 补差: a bill whose area, price or reading proved wrong is corrected by a second one, and never edited. */
export const adjustmentApi = {
  previewAdjustment: endpoint({
    id: 'billing.previewAdjustment',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/bills/:billId/adjustment',
    summary: '补差试算：按现在的资料重算，减去原账单和以前的补差',
    access: adjuster,
    input: {
      ...at,
      reading: z.coerce.number<number>().pipe(value).optional(),
      rolledOver: z.literal('1').optional(),
    },
    output: z.object({
      /** The bill with its earlier 补差, and what it should be; amounts in fen. */
      beforeFen: Fen,
      correctedFen: Fen,
      amountFen: Fen,
      lines: z.array(BillLine),
      credit: Credit.optional(),
    }),
  }),
  /** `amountFen` as previewed: another result is refused. */
  adjustBill: endpoint({
    id: 'billing.adjustBill',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/bills/:billId/adjustment',
    summary: '出补差账单：正的待缴，负的冲抵原账单或转预存',
    access: adjuster,
    input: {
      ...at,
      amountFen: Fen,
      reason: reasonText(),
      reading: value.optional(),
      rolledOver: z.boolean().optional(),
    },
    output: z.object({ original: BillView, adjustment: BillView }),
    idempotent: true,
  }),
}
