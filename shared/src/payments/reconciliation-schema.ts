import * as z from 'zod'
import { Fen } from '../money'
import { BusinessDate, Instant } from '../time'

const DifferenceKind = z.enum([
  'CHANNEL_MISSING',
  'LOCAL_MISSING',
  'AMOUNT_MISMATCH',
  'STATUS_MISMATCH',
  'REFUND_MISMATCH',
  'DUPLICATE',
])
export const Difference = z.object({
  kind: DifferenceKind,
  orderId: z.string(),
  transactionId: z.string().optional(),
  localFen: Fen.optional(),
  channelFen: Fen.optional(),
})
export type Difference = z.infer<typeof Difference>

/** One merchant's day: our settlements by value date against the channel's bill. */
export const Reconciliation = z.object({
  merchantRef: z.string(),
  date: BusinessDate,
  channelCount: z.number().int(),
  channelFen: Fen,
  localCount: z.number().int(),
  localFen: Fen,
  /** Trades of other software on the same merchant: totalled, not compared. */
  foreignCount: z.number().int(),
  foreignFen: Fen,
  differences: z.array(Difference),
  fileSha1: z.string().optional(),
  finishedAt: Instant,
})
export type Reconciliation = z.infer<typeof Reconciliation>
