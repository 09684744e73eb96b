import type { Bill } from '@linli/shared/billing/schema'
import { beijingDate } from '@linli/shared/time'
import { auditItem } from '../audit'
import { sameRoomCheck } from '../communities/rooms'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { creditItems } from '../payments/credit-items'
import { publicationItems } from '../payments/publication-items'
import { isAsRead, sourceChecks, type Sources, sourcesOf } from './bill-sources'
import { byRoom } from './by-room'
import { roomsAndCovers } from './charged-rooms'
import { CoversOf } from './covers-of'
import { holderItems } from './holders'
import type { Developer } from './payer-spans'
import { issuedWrite } from './publication-tally'
import { publishedMessage } from './published-message'
import { roomBasis } from './room-basis'
import type { StoredRun } from './run-store'
import { billItem, getBills, shardOf } from './store'

/** A draft on its way to a bill: `basis` is what its room was like when it was computed. */
export type DraftedBill = { bill: Bill; basis: string | undefined }

/**
 * One transaction of a publication: the bills of some rooms, each room's cover, the posting, audit, messages, and that
 * each room is still the one that was compared with what its bills were computed from. Bills whose
 * days are covered, or that exist, were published before: they are left out, so that the chunk may come any number of times.
 * Answers the bills that are held back, because their room is not the one that they were computed from.
 */
export async function publishChunk(
  ctx: Context,
  run: StoredRun,
  drafted: DraftedBill[],
  { shards, developer }: { shards: number; developer: Developer },
): Promise<Bill[]> {
  let left = drafted
  return deciding(async () => {
    const bills = left.map(({ bill }) => bill)
    const roomIds = [...new Set(bills.flatMap(({ object }) => (object.type === 'room' ? object.id : [])))]
    const now = await roomsAndCovers(ctx, run.communityId, roomIds)
    const rooms = new Map(roomIds.map((roomId, i) => [roomId, now[i]]))
    const covers = await CoversOf.bills(ctx, bills, now)
    left = left.filter(({ bill }) => covers.isUnbilled(bill))
    const bases = new Map(
      [...rooms].map(([roomId, each]) => [roomId, each?.room && roomBasis(each.room, developer, each.cover)]),
    )
    const sources = await sourcesOf(
      ctx,
      left.map(({ bill }) => bill),
    )
    const isFresh = ({ bill, basis }: DraftedBill) =>
      isAsRead(bill, sources) &&
      (basis === undefined || basis === bases.get(bill.object.id)) &&
      covers.isUncovered(bill)
    const fresh = left.filter(isFresh).map(({ bill }) => bill)
    const heldBack = left.filter(each => !isFresh(each)).map(({ bill }) => bill)
    if (fresh.length === 0) return heldBack
    try {
      await write(ctx, run, fresh, { covers, rooms, shards, sources })
      return heldBack
    } catch (error) {
      if (error instanceof ConditionFailed) left = await missing(ctx, run.communityId, left)
      throw error
    }
  })
}

/** The bills that do not exist: one that was voided meanwhile is free of cover, and yet not published again. */
async function missing(ctx: Context, communityId: string, drafted: DraftedBill[]): Promise<DraftedBill[]> {
  const found = await getBills(
    ctx,
    communityId,
    drafted.map(({ bill }) => ({ roomId: bill.object.id, billId: bill.billId })),
  )
  return drafted.filter((_, i) => found[i] === undefined)
}

type AsRead = {
  covers: CoversOf
  rooms: Map<string, { version: number } | undefined>
  shards: number
  sources: Sources
}

async function write(
  ctx: Context,
  run: StoredRun,
  bills: Bill[],
  { covers, rooms, shards, sources }: AsRead,
): Promise<void> {
  const { communityId, runId, publishedAt = '' } = run
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.publish_bills',
    objectType: 'billing_run',
    objectId: runId,
    summary: `出账 ${bills.length} 张：${bills[0]?.object.code} 起`,
    technical: true,
  })
  const writes: Write[] = [
    ...bills.map(bill => ({ put: billItem(bill, shardOf(bill.object.id, shards)), ifAbsent: true })),
    ...covers.writes(bills),
    ...holderItems(bills).map(put => ({ put })),
    ...[...byRoom(bills, bill => bill.object.id).keys()].flatMap(roomId => {
      const room = rooms.get(roomId)
      return room ? [sameRoomCheck(communityId, roomId, room.version)] : []
    }),
    ...publicationItems(ctx, communityId, {
      sourceId: `${runId}#${bills[0]?.billId}`,
      valueDate: beijingDate(publishedAt),
      bills,
    }),
    ...creditItems(ctx, communityId, {
      sourceId: `${runId}#${bills[0]?.billId}`,
      valueDate: beijingDate(publishedAt),
      bills,
    }),
    ...sourceChecks(bills, sources),
    issuedWrite(run, bills, ctx.deps.nowMs()),
    audit,
    ...publishedMessage(ctx, communityId, bills),
  ]
  await ctx.db.transact(writes, audit.put)
}
