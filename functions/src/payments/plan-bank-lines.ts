import { isBoughtAhead } from '@linli/shared/billing/purchase'
import { isLiveMandate } from '@linli/shared/payments/bank-schema'
import type { Context } from '../context'
import { loadBills, oldestFirst, type StoredBill } from '../billing/load-bills'
import { type OpenHousehold, openHouseholds } from '../billing/open-households'
import { queryAll } from '../query-all'
import { leaveBatch } from './bank-lease'
import {
  lineItem,
  linesKey,
  liveMandateKey,
  loadBatch,
  type StoredBatch,
  StoredLine,
  StoredMandate,
} from './bank-store'
import { tallyOf } from './bank-tally'
import { bankWords } from './bank-words'
import { shareOf } from './shares'

/** What one order may have. */
const mostBills = 40
const atOnce = 50
const mostLines = 200_000

/** One line for each household that owes something of what is asked; what cannot be debited says why. */
export async function planBankLines(ctx: Context, batch: StoredBatch): Promise<void> {
  const rooms = await failedRooms(ctx, batch)
  const planned: Pick<StoredLine, 'state' | 'amountFen'>[] = []
  let some: OpenHousehold[] = []
  const write = async () => {
    const lines = (await linesOf(ctx, batch, some)).map((line, i) => ({ ...line, line: planned.length + i + 1 }))
    some = []
    // Nobody reads them before the transaction that names their generation.
    await ctx.db.writeMany(lines.map(line => ({ put: lineItem(batch, line) })))
    planned.push(...lines.map(({ state, amountFen }) => ({ state, amountFen })))
  }
  for await (const household of openHouseholds(ctx, batch.communityId, batch.filter.building)) {
    if (rooms && !rooms.has(household.roomId)) continue
    if (some.push(household) >= atOnce) await write()
  }
  await write()
  await leaveBatch(ctx, batch, { ...tallyOf(planned), state: 'review', generation: batch.generation })
}

type Planned = Omit<StoredLine, 'line'>

async function linesOf(ctx: Context, batch: StoredBatch, households: OpenHousehold[]): Promise<Planned[]> {
  const { communityId } = batch
  const [bills, mandates] = await Promise.all([
    loadBills(
      ctx,
      communityId,
      households.flatMap(({ roomId, billIds }) => billIds.map(billId => ({ roomId, billId }))),
    ),
    ctx.db.getMany(
      households.map(({ roomId }) => liveMandateKey(communityId, roomId)),
      StoredMandate,
    ),
  ])
  return households.flatMap(({ roomId }, i) => {
    const own = bills.flatMap(bill => (bill?.object.id === roomId && isAsked(batch, bill) ? [bill] : []))
    return own.length === 0 ? [] : [lineOf(batch, own.sort(oldestFirst), mandates[i])]
  })
}

const isAsked = ({ entityId, filter, on }: StoredBatch, bill: StoredBill) =>
  (bill.state === 'published' || bill.state === 'part_paid') &&
  bill.entityId === entityId &&
  !isBoughtAhead(bill, on) &&
  bill.dueDate <= filter.dueUntil &&
  (filter.feeItemIds?.includes(bill.feeItemId) ?? true)

function lineOf(batch: StoredBatch, bills: StoredBill[], mandate: StoredMandate | undefined): Planned {
  const free = bills.filter(bill => !bill.dispute && !bill.payingOrderId)
  const taken = (free.length > 0 ? free : bills).slice(0, mostBills)
  const room = { roomId: taken[0]?.object.id ?? '', roomCode: taken[0]?.object.code ?? '' }
  const shares = taken.map(bill => shareOf(bill, batch.on))
  const what = {
    ...room,
    bills: taken.length,
    billIds: taken.map(({ billId }) => billId),
    amountFen: shares.reduce((sum, share) => sum + share.principalFen + share.lateFeeFen, 0),
  }
  if (!mandate || !isLiveMandate(mandate, batch.on)) return { ...what, state: 'no_mandate' }
  const { mandateId, accountName, accountMasked, accountSealed, agreementNumber } = mandate
  const account = { mandateId, accountName, accountMasked, accountSealed, agreementNumber }
  if (free.length === 0) return { ...what, ...account, state: 'left_out', reason: bankWords.disputed }
  return {
    ...what,
    ...account,
    state: 'planned',
    tries: mandate.failures + 1,
    ...(free.length > mostBills && { reason: bankWords.moreBills }),
  }
}

/** The rooms that another batch failed for, where only those are asked. */
async function failedRooms(ctx: Context, { communityId, filter }: StoredBatch): Promise<Set<string> | undefined> {
  if (!filter.retryOf) return undefined
  const before = await loadBatch(ctx, communityId, filter.retryOf)
  const lines = await queryAll(ctx.db, { pk: linesKey(before), schema: StoredLine }, mostLines)
  return new Set(lines.flatMap(({ roomId, state }) => (state === 'failed' ? [roomId] : [])))
}
