import type { Bill } from '@linli/shared/billing/schema'
import { beijingDate } from '@linli/shared/time'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { publicationItems } from '../payments/publication-items'
import { byRoom } from './by-room'
import { Cover, coverKey, covering, coverWrite, isFree } from './cover'
import type { StoredRun } from './run-store'
import { billItem, getBills, shardOf } from './store'

/**
 * One transaction of a publication: the bills of some rooms, each room's cover, the posting, audit, messages. Bills whose
 * days are covered, or that exist, were published before: they are left out, so that the chunk may come any number of times.
 */
export async function publishChunk(ctx: Context, run: StoredRun, bills: Bill[], shards: number): Promise<void> {
  let left = bills
  await deciding(async () => {
    const roomIds = [...new Set(left.map(bill => bill.object.id))]
    const covers = await loadCovers(ctx, run.communityId, roomIds)
    left = left.filter(bill => isUncovered(bill, covers.get(bill.object.id)))
    if (left.length === 0) return
    try {
      await write(ctx, run, left, covers, shards)
    } catch (error) {
      if (error instanceof ConditionFailed) left = await missing(ctx, run.communityId, left)
      throw error
    }
  })
}

async function loadCovers(ctx: Context, communityId: string, roomIds: string[]) {
  const covers = await ctx.db.getMany(
    roomIds.map(roomId => coverKey(communityId, roomId)),
    Cover,
  )
  return new Map(roomIds.map((roomId, i) => [roomId, covers[i]]))
}

const isUncovered = (bill: Bill, cover: Cover | undefined) =>
  isFree(bill.period, cover?.items[bill.feeItemId]?.ranges ?? [])

/** The bills that do not exist: one that was voided meanwhile is free of cover, and yet not published again. */
async function missing(ctx: Context, communityId: string, bills: Bill[]): Promise<Bill[]> {
  const found = await getBills(
    ctx,
    communityId,
    bills.map(bill => ({ roomId: bill.object.id, billId: bill.billId })),
  )
  return bills.filter((_, i) => found[i] === undefined)
}

async function write(
  ctx: Context,
  run: StoredRun,
  bills: Bill[],
  covers: Map<string, Cover | undefined>,
  shards: number,
): Promise<void> {
  const { communityId, runId, publishedAt = '' } = run
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.publish_bills',
    objectType: 'billing_run',
    objectId: runId,
    summary: `出账 ${bills.length} 张：${bills[0]?.object.code} 起`,
  })
  const writes: Write[] = [
    ...bills.map(bill => ({ put: billItem(bill, shardOf(bill.object.id, shards)), ifAbsent: true })),
    ...[...byRoom(bills, bill => bill.object.id)].map(([roomId, own]) =>
      coverWrite(communityId, roomId, covers.get(roomId), coveredBy(covers.get(roomId), own)),
    ),
    ...publicationItems(ctx, communityId, {
      sourceId: `${runId}#${bills[0]?.billId}`,
      valueDate: beijingDate(publishedAt),
      bills,
    }),
    audit,
    ...publishedMessage(ctx, communityId, bills),
  ]
  await ctx.db.transact(writes, audit.put)
}

function coveredBy(cover: Cover | undefined, bills: Bill[]): Cover['items'] {
  const items = { ...cover?.items }
  for (const bill of bills) items[bill.feeItemId] = covering(items[bill.feeItemId], bill)
  return items
}

/** Tells the people who owe: nothing to pay is no news. */
export function publishedMessage(ctx: Context, communityId: string, bills: Bill[]): Write[] {
  const news = bills
    .filter(bill => bill.amountFen > 0 && bill.payer.kind !== 'developer')
    .map(({ billId, object, payer, feeItemName, period, amountFen, dueDate }) => ({
      billId,
      roomId: object.id,
      roomCode: object.code,
      personIds: payer.personIds,
      feeItemName,
      period,
      amountFen,
      dueDate,
    }))
  return news.length > 0
    ? [outboxItem(ctx, 'messages', { type: 'bills.published', communityId, at: ctx.now(), bills: news })]
    : []
}
