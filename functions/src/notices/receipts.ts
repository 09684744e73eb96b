import { CommunityId, Id } from '@linli/shared/ids'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'
import { communityContext, type Context, type Deps } from '../context'
import { type Counters, countRecord, type Counting, readCounters } from '../counters'
import type { Item, Key } from '../db'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { type OfNotice, ofNoticePk } from './store'

/** That a person read a notice, confirmed it, objected to it: one for each, whichever of their phones it was. */
export const Receipt = z.object({
  noticeId: Id,
  communityId: CommunityId,
  personId: Id,
  roomId: Id,
  readAt: Instant,
  confirmedAt: Instant.optional(),
  objectedAt: Instant.optional(),
  version: z.number().int(),
})
export type Receipt = z.infer<typeof Receipt>

export const receiptBegin = 'read#'
export const receiptKey = (of: OfNotice, personId: string): Key => ({
  pk: ofNoticePk(of),
  sk: `${receiptBegin}${personId}`,
})
export const receiptItem = (receipt: Receipt): Item => ({ ...receiptKey(receipt, receipt.personId), ...receipt })

/** One as it becomes, with the event that counts it. */
export const receiptWrites = (ctx: Context, next: Receipt, before: Receipt | undefined): Write[] => [
  { put: receiptItem(next), ...(before ? { if: { version: before.version } } : { ifAbsent: true }) },
  outboxItem(ctx, 'jobs', {
    type: 'notices.count',
    communityId: next.communityId,
    noticeId: next.noticeId,
    personId: next.personId,
  }),
]

/** Where one is counted. */
export const countingOf = (of: OfNotice, personId: string): Counting => ({
  pk: `C#${of.communityId}#notice-figures#${of.noticeId}`,
  counted: { pk: ofNoticePk(of), sk: `counted#${personId}` },
  id: personId,
})

const list = 'receipts'
export const receiptCounters = ({ confirmedAt, objectedAt }: Receipt): Counters => ({
  [`${list}|all|read`]: 1,
  ...(confirmedAt && { [`${list}|all|confirmed`]: 1 }),
  ...(objectedAt && { [`${list}|all|objections`]: 1 }),
})

export const CountBody = z.object({ communityId: CommunityId, noticeId: Id, personId: Id })

/** Counts one as it is now: told late, twice or in any order it is the same. */
export const countReceipt = (deps: Deps, { personId, ...of }: z.output<typeof CountBody>): Promise<void> => {
  const ctx = communityContext(deps, of.communityId)
  return deciding(async () => {
    const receipt = await ctx.db.get(receiptKey(of, personId), Receipt)
    if (receipt) await countRecord(ctx, countingOf(of, personId), receiptCounters(receipt))
  })
}

/** How many people have read, confirmed, objected: one read. */
export async function figuresOf(ctx: Context, of: OfNotice) {
  const cells = await readCounters(ctx, countingOf(of, '').pk, list, list)
  const sum = (measure: string) => cells.reduce((all, cell) => all + (cell.measure === measure ? cell.value : 0), 0)
  return { read: sum('read'), confirmed: sum('confirmed'), objections: sum('objections') }
}
