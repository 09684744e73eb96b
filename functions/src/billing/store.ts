import { Bill } from '@linli/shared/billing/schema'
import { AppError } from '@linli/shared/errors'
import { sortCode } from '@linli/shared/imports/room-code'
import { monthOf } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'

/** A bill as kept: the public shape with its place in a long list. */
export const StoredBill = Bill.extend({
  pk: z.string(),
  sk: z.string(),
  shard: z.number().int(),
  /** Counts what its 补差 went through, so that two of them never build on the same one. */
  adjustments: z.number().int().optional(),
})
export type StoredBill = z.infer<typeof StoredBill>

export const billKey = (communityId: string, roomId: string, billId: string): Key => ({
  pk: `C#${communityId}#room#${roomId}`,
  sk: `bill#${billId}`,
})

export const openBillsKey = (communityId: string, roomId: string) => `C#${communityId}#open#${roomId}`
export const doneBillsKey = (communityId: string, roomId: string) => `C#${communityId}#done#${roomId}`
export const billsOfMonthKey = (communityId: string, month: string, shard: number) =>
  `C#${communityId}#bills#${month}#${shard}`
export const arrearsKey = (communityId: string, shard: number) => `C#${communityId}#arrears#${shard}`

/** Index keys of an open bill: listed with its room, its month and the arrears. */
export const openIndexes = (bill: Bill, shard: number) => ({
  gs1pk: openBillsKey(bill.communityId, bill.object.id),
  gs1sk: `${bill.dueDate}#${bill.billId}`,
  gs3pk: arrearsKey(bill.communityId, shard),
  gs3sk: `${sortCode(bill.object.code)}#${bill.period.from}#${bill.feeItemId}#${bill.billId}`,
})

/** The item of a new bill; one with nothing to pay is finished at once. */
export const billItem = (bill: Bill, shard: number): Item => ({
  ...billKey(bill.communityId, bill.object.id, bill.billId),
  ...bill,
  shard,
  ...(bill.state === 'paid'
    ? doneIndexes(bill.communityId, bill.object.id, bill.billId, bill.period.from)
    : openIndexes(bill, shard)),
  gs2pk: billsOfMonthKey(bill.communityId, monthOf(bill.period.from), shard),
  gs2sk: `${sortCode(bill.object.code)}#${bill.feeItemId}#${bill.billId}`,
})

/** Bills of a community are spread over ⌈rooms / 50,000⌉ shards, so that no list is one hot partition. */
export const roomsPerShard = 50_000
export const shardOf = (roomId: string, shards: number): number =>
  shards === 1 ? 0 : Buffer.from(roomId.slice(-4)).readUInt32BE() % shards

/** Index keys of a bill that is paid or void: it leaves the arrears and joins its room's finished ones. */
export const doneIndexes = (communityId: string, roomId: string, billId: string, periodFrom: string) => ({
  gs1pk: doneBillsKey(communityId, roomId),
  gs1sk: `${periodFrom}#${billId}`,
})

/** The bills asked for, in one consistent read; missing ones are undefined. */
export const getBills = (
  ctx: Context,
  communityId: string,
  asked: { roomId: string; billId: string }[],
): Promise<(StoredBill | undefined)[]> =>
  ctx.db.getMany(
    asked.map(({ roomId, billId }) => billKey(communityId, roomId, billId)),
    StoredBill,
  )

/** One bill, consistently. Throws record.not_found. */
export async function loadBill(ctx: Context, communityId: string, roomId: string, billId: string): Promise<StoredBill> {
  const bill = await ctx.db.get(billKey(communityId, roomId, billId), StoredBill)
  if (!bill) throw new AppError('record.not_found')
  return bill
}
