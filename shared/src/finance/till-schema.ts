import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { DeskChannel } from '../payments/schema'
import { BusinessDate, Instant } from '../time'

/** What moves money over the counter: bills, 预存 and 押金, in and out, and 支出 in cash. */
export const TillMove = z.enum(['collected', 'prepaid', 'deposit', 'refunded', 'prepaidBack', 'depositBack', 'expense'])
export type TillMove = z.infer<typeof TillMove>
export const tillMoveNames: Record<TillMove, string> = {
  collected: '收账单',
  prepaid: '收预存',
  deposit: '收押金',
  refunded: '退账单',
  prepaidBack: '退预存',
  depositBack: '退押金',
  expense: '现金支出',
}

/** One movement of a till: what goes out is negative. It belongs to the till's first open day on or after `valueDate`. */
export const TillEntry = z.object({
  entryId: z.string(),
  date: BusinessDate,
  move: TillMove,
  channel: DeskChannel,
  amountFen: Fen,
  valueDate: BusinessDate,
  at: Instant,
  /** What is shown of it: rooms, the channel's own number, and the order that leads to it. */
  rooms: z.string(),
  number: z.string().optional(),
  orderId: z.string().optional(),
})
export type TillEntry = z.infer<typeof TillEntry>

/** Fen by channel and kind of movement, as the counters stand: `cash#collected`. */
export const TillSums = z.record(z.string().regex(/^[a-z]+#[A-Za-z]+$/), Fen)
export type TillSums = z.infer<typeof TillSums>

/** Banknotes and coins of the yuan, in fen. */
export const denominations = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const

/** Slips of a channel as they lie on the table: how many, and their sum. */
export const SlipCount = z.object({ count: z.number().int().min(0).max(9_999), amountFen: Fen })
export type SlipCount = z.infer<typeof SlipCount>

/** What was counted at the end of a day. `floatFen` (备用金) lay in the till before and is not the day's. */
export const Counted = z.object({
  cashFen: Fen,
  floatFen: Fen,
  /** How many of each note or coin, by its value in fen. */
  pieces: z.record(z.string(), z.number().int().min(0).max(99_999)).optional(),
  slips: z.partialRecord(DeskChannel.exclude(['cash']), SlipCount),
  note: z.string().optional(),
})
export type Counted = z.infer<typeof Counted>

/** 日结: one cashier's day. It is open until it is counted and signed, once; then an accountant looks at it. */
export const TillDay = z.object({
  communityId: CommunityId,
  cashierId: Id,
  cashierName: z.string(),
  date: BusinessDate,
  state: z.enum(['open', 'closed', 'checked']),
  sums: TillSums,
  /** Movements of each channel: so many slips should lie there. */
  counts: z.record(z.string(), z.number().int()),
  counted: Counted.optional(),
  /** 长短款: counted − float − what the till should hold; below 0 is short. */
  differenceFen: Fen.optional(),
  closedAt: Instant.optional(),
  signedBy: z.object({ personId: Id, name: z.string() }).optional(),
  checkedAt: Instant.optional(),
  checkedBy: z.object({ personId: Id, name: z.string() }).optional(),
  checkNote: z.string().optional(),
})
export type TillDay = z.infer<typeof TillDay>
export const tillStateNames: Record<TillDay['state'], string> = { open: '未日结', closed: '待复核', checked: '已复核' }
