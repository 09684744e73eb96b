import type { Context } from '../context'
import { getBills, type StoredBill as KeptBill } from './store'

export type StoredBill = KeptBill

/** Bills by their rooms and ids, read consistently: what other domains may ask before they take part in a bill's life. */
export const loadBills = (
  ctx: Context,
  communityId: string,
  asked: { roomId: string; billId: string }[],
): Promise<(StoredBill | undefined)[]> => getBills(ctx, communityId, asked)
