import { instantAt } from '@linli/shared/time'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { heldWrite } from './bank-lease'
import { stepOf, triedWrite } from './bank-step'
import { liveMandateKey, type StoredBatch, type StoredLine, StoredMandate } from './bank-store'
import { closeOrder } from './close-order'
import { settle } from './settle'
import { getOrder } from './store'

/**
 * The bank has debited it: settled like any channel's payment, under a number of ours that is the line's for ever; then
 * the line says so. Killed in between, the next attempt finds it settled.
 */
export async function payBankLine(
  ctx: Context,
  batch: StoredBatch,
  line: StoredLine,
  said: { code: string; paidOn?: string },
): Promise<void> {
  const order = await getOrder(ctx, line.orderId ?? '')
  if (!order) throw new Error('a line without its order')
  const today = ctx.today()
  const isToday = said.paidOn === undefined || said.paidOn >= today || said.paidOn < batch.on
  await settle(ctx, order, {
    transactionId: `${batch.number}-${line.line}`,
    paidAt: isToday ? ctx.now() : instantAt(said.paidOn ?? today, '12:00'),
    amountFen: line.amountFen,
  })
  await step(ctx, batch, line, { state: 'paid', code: said.code })
}

/** The bank has not: the bills are free again. An order that proved paid stays paid. */
export async function failBankLine(
  ctx: Context,
  batch: StoredBatch,
  line: StoredLine,
  said: { code?: string; reason: string },
): Promise<void> {
  if (line.orderId) await closeOrder(ctx, line.orderId, { despiteBank: true })
  await step(ctx, batch, line, { state: 'failed', ...said })
}

type Step = { state: 'paid' | 'failed'; code?: string; reason?: string }

async function step(ctx: Context, batch: StoredBatch, line: StoredLine, change: Step): Promise<void> {
  const { writes, counted, marker } = stepOf(ctx, batch, line, change)
  const tried = await triedWrites(ctx, batch, line, change)
  await ctx.db.transact([...writes, ...tried, heldWrite(ctx, batch, { add: counted })], marker)
}

/** A mandate that was replaced or ended meanwhile needs to remember nothing, nor does one that fails for a known line. */
async function triedWrites(ctx: Context, batch: StoredBatch, line: StoredLine, change: Step): Promise<Write[]> {
  const mandate = await ctx.db.get(liveMandateKey(batch.communityId, line.roomId), StoredMandate)
  if (mandate?.mandateId !== line.mandateId || (line.state === 'failed' && change.state === 'failed')) return []
  return [triedWrite(batch, line, change.state === 'paid' ? 'paid' : { failed: change.reason ?? '' })]
}
