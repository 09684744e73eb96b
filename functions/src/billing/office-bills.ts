import type { billingApi } from '@linli/shared/billing/api'
import type { InputOf } from '@linli/shared/contract'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import { AnyItem } from '../db'
import type { Context } from '../context'
import { mergedPage } from './merged-page'
import { BillingState, billingStateKey, loadBillingState } from './run-store'
import { arrearsKey, billsOfMonthKey, loadBill, StoredBill } from './store'
import { viewBill } from './view-bill'

/** One bill as the office sees it. Throws record.not_found. */
export async function getBill(ctx: Context, { communityId, roomId, billId }: InputOf<typeof billingApi.getBill>) {
  return viewBill(await loadBill(ctx, communityId, roomId, billId), ctx.today())
}

const Listed = StoredBill.extend({ gs2sk: z.string() })

/**
 * The bills whose period begins in a month, all states, by room code: one read for each shard. A `prefix` is a building
 * `3`, a unit `3-2`, or the beginning of a room's code in it. Eventually consistent.
 */
export async function listBills(ctx: Context, input: InputOf<typeof billingApi.listBills>) {
  const { communityId, month, limit = 50, cursor } = input
  const { begins, isAsked } = codesBeginning(input.prefix)
  const page = await mergedPage(ctx, shardsOf(ctx, communityId), {
    index: 'gs2',
    pkOf: shard => billsOfMonthKey(communityId, month, shard),
    begins,
    sortKeyOf: bill => bill.gs2sk,
    schema: Listed,
    limit: Number(limit),
    cursor,
  })
  return { ...page, items: page.items.filter(isAsked).map(bill => viewBill(bill, ctx.today())) }
}

/** A beginning of room codes as one of sort keys, and which of the rooms that it finds are meant. */
function codesBeginning(text = '') {
  const prefix = text.trim().toUpperCase()
  const [unit] = /^[^-]*-[^-]*-/.exec(prefix) ?? []
  return {
    begins: prefix === '' ? '' : sortCode(unit ?? prefix),
    isAsked: (bill: Pick<StoredBill, 'object'>) => unit === undefined || bill.object.code.startsWith(prefix),
  }
}

const Key = z.object({ pk: z.string(), sk: z.string(), gs3sk: z.string() })
const shardsOf = async (ctx: Context, communityId: string) => (await loadBillingState(ctx, communityId)).shards

/**
 * Open bills by room code, a room's oldest period first: their keys from the index, then the bills themselves consistently,
 * so that one paid a moment ago is not among them. `prefix` as for `listBills`.
 */
export async function listArrears(ctx: Context, input: InputOf<typeof billingApi.listArrears>) {
  const { communityId, limit = 50, cursor } = input
  const { begins, isAsked } = codesBeginning(input.prefix)
  const sharded = {
    index: 'gs3' as const,
    pkOf: (shard: number) => arrearsKey(communityId, shard),
    begins,
    sortKeyOf: (key: z.infer<typeof Key>) => key.gs3sk,
    schema: Key,
    limit: Math.min(Number(limit), 99),
    cursor,
  }
  const one = await mergedPage(ctx, Promise.resolve(1), sharded)
  // The number of shards comes with the bills: up to 50,000 rooms there is one, and nothing more to read.
  const [state, ...bills] = await ctx.db.getMany([billingStateKey(communityId), ...one.items], AnyItem)
  const { shards } = BillingState.parse(state ?? {})
  const page = shards === 1 ? one : await mergedPage(ctx, Promise.resolve(shards), sharded)
  const found = shards === 1 ? bills : await ctx.db.getMany(page.items, AnyItem)
  const open = found
    .flatMap(item => (item === undefined ? [] : [StoredBill.parse(item)]))
    .filter(bill => isOpen(bill) && isAsked(bill))
  return { ...(page.cursor && { cursor: page.cursor }), items: open.map(bill => viewBill(bill, ctx.today())) }
}

const isOpen = ({ state }: StoredBill) => state === 'published' || state === 'part_paid'
