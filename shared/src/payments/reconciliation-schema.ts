import * as z from 'zod'
import { Id } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant, YearMonth } from '../time'
import { Channel } from './schema'

export const DifferenceKind = z.enum([
  'CHANNEL_MISSING',
  'LOCAL_MISSING',
  'AMOUNT_MISMATCH',
  'STATUS_MISMATCH',
  'REFUND_MISMATCH',
  'DUPLICATE',
])
export type DifferenceKind = z.infer<typeof DifferenceKind>
export const differenceKindNames: Record<DifferenceKind, string> = {
  CHANNEL_MISSING: '渠道没有',
  LOCAL_MISSING: '我方没有',
  AMOUNT_MISMATCH: '金额不符',
  STATUS_MISMATCH: '状态不符',
  REFUND_MISMATCH: '退款不符',
  DUPLICATE: '重复',
}

/**
 * What a person does about a difference. `noted`: nothing is posted. `settled`: the channel was asked once more, and its word
 * is in the books now. `suspended`: what the channel has and our books lack was taken into 待查收款. `registered`: a refund of
 * the channel's console is one of ours now. `reversed`: what we have and the channel lacks is off bills and books again.
 */
export const Resolution = z.enum(['noted', 'settled', 'suspended', 'registered', 'reversed'])
export type Resolution = z.infer<typeof Resolution>

export const resolutionNames: Record<Resolution, string> = {
  noted: '核实过，不用记账',
  settled: '再查一次，按渠道说的办',
  suspended: '记入待查收款',
  registered: '登记渠道上的退款',
  reversed: '冲销没有收到的钱',
}

/** One thing that our day and the channel's tell differently: a task until somebody says what came of it. */
export const Difference = z.object({
  differenceId: Id,
  merchantRef: z.string(),
  date: BusinessDate,
  kind: DifferenceKind,
  orderId: z.string(),
  transactionId: z.string().optional(),
  refundNo: z.string().optional(),
  localFen: Fen.optional(),
  channelFen: Fen.optional(),
  foundAt: Instant,
  /** Reversed above the community's limit for refunds: somebody asked, another person does it. */
  proposed: z.object({ at: Instant, by: z.string(), personId: Id, reason: z.string() }).optional(),
  /** `gone`: a later look at the same day no longer found it. */
  resolved: z
    .object({ at: Instant, by: z.string(), how: z.enum([...Resolution.options, 'gone']), reason: z.string() })
    .optional(),
})
export type Difference = z.infer<typeof Difference>

/** What may be done about a difference, the usual thing first. */
export function waysOfDifference({ kind, localFen, channelFen = 0 }: Sides): readonly Resolution[] {
  switch (kind) {
    case 'CHANNEL_MISSING':
      return ['settled', 'reversed', 'noted']
    case 'LOCAL_MISSING':
      return ['settled', 'suspended', 'noted']
    case 'AMOUNT_MISMATCH':
      return channelFen > (localFen ?? 0) ? ['suspended', 'noted'] : ['settled', 'reversed', 'suspended', 'noted']
    // Listed as undone there and settled here; or held here and paid there.
    case 'STATUS_MISMATCH':
      return channelFen === 0 ? ['settled', 'reversed', 'noted'] : ['settled', 'noted']
    case 'REFUND_MISMATCH':
      if (localFen === undefined) return ['registered', 'noted']
      return channelFen === 0 ? ['settled', 'noted'] : ['noted']
    // A second charge of a paid order is the payer's prepayment already; a charge that the bill tells twice is nobody's.
    case 'DUPLICATE':
      return localFen === undefined ? ['suspended', 'noted'] : ['noted']
  }
}
type Sides = Pick<Difference, 'kind' | 'localFen' | 'channelFen'>

/** Why a day has no result yet. */
export const BillWait = z.enum(['creating', 'down', 'damaged', 'too_different'])
export type BillWait = z.infer<typeof BillWait>

/** One merchant's day: our settlements by value date against the channel's bill. */
export const Reconciliation = z.object({
  merchantRef: z.string(),
  date: BusinessDate,
  state: z.enum(['waiting', 'done']).default('done'),
  /** Of the last try, while it waits. */
  wait: BillWait.optional(),
  triedAt: Instant.optional(),
  channelCount: z.number().int(),
  channelFen: Fen,
  localCount: z.number().int(),
  localFen: Fen,
  refundCount: z.number().int().default(0),
  refundFen: Fen.default(0),
  /** Ours that were accepted on that day, or stand in its bill. */
  localRefundCount: z.number().int().default(0),
  localRefundFen: Fen.default(0),
  /** 手续费 of our trades, rounded once; what it gave back with refunds is off it. */
  feeFen: Fen.default(0),
  /** Trades of other software, or of other communities, on the same merchant: totalled, not compared. */
  foreignCount: z.number().int(),
  foreignFen: Fen,
  /** Differences that were found, and those that wait for somebody. */
  differences: z.number().int().default(0),
  open: z.number().int().default(0),
  fileSha1: z.string().optional(),
  finishedAt: Instant.optional(),
})
export type Reconciliation = z.infer<typeof Reconciliation>

/** A cashier's day, as the calendar shows it. */
export const TillDayMark = z.object({
  date: BusinessDate,
  state: z.enum(['open', 'closed', 'checked']),
  /** 长短款: below 0 is short. */
  differenceFen: Fen.optional(),
})

/** A month of days: those of each merchant that collects for the community, and of each cashier's till. */
export const MonthOfReconciliation = z.object({
  month: YearMonth,
  today: BusinessDate,
  merchants: z.array(
    z.object({ merchantRef: z.string(), channel: Channel, entityName: z.string(), days: z.array(Reconciliation) }),
  ),
  tills: z.array(z.object({ cashierId: Id, cashierName: z.string(), days: z.array(TillDayMark) })),
})
export type MonthOfReconciliation = z.infer<typeof MonthOfReconciliation>
