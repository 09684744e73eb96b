import { isReleased } from '@linli/shared/payments/refund-state'
import { addDays, addMinutes, instantAt } from '@linli/shared/time'
import * as z from 'zod'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import { type Found, mostDifferences, wordsOf } from './compare-day'
import type { TradeBillLine } from './pay-gateway'
import { pursueRefund } from './pursue-refund'
import type { Day } from './reconciliation-store'
import { refundNumberKey } from './refund-numbers'
import { refundedDayKey, refundKey, StoredRefund } from './refund-store'

const Known = z.object({
  refundId: z.string(),
  orderId: z.string(),
  outRefundNo: z.string().optional(),
  amountFen: z.number().int(),
  state: z.string().optional(),
  billedOn: z.string().optional(),
})
type Known = z.infer<typeof Known>

type Compared = { found: Found[]; localCount: number; localFen: number }

/**
 * A day's refunds both ways. Rows are dated by acceptance and never updated: existence and amount are compared, the outcome
 * is the refund query's. Each that a bill has is marked with that bill's day, so that of two days beside a midnight one
 * asks for it.
 */
export async function compareRefunds(ctx: Context, day: Day, lines: readonly TradeBillLine[]): Promise<Compared> {
  const found: Found[] = []
  const met = new Map<string, Known>()
  for (const line of lines) {
    const own = await ownOf(ctx, line)
    const isAgain = own !== undefined && met.has(own.refundId)
    if (own) met.set(own.refundId, own)
    if (own?.amountFen === line.amountFen && !isAgain) continue
    found.push({
      kind: 'REFUND_MISMATCH',
      ...wordsOf(line),
      refundNo: line.refundNo,
      channelFen: line.amountFen,
      ...(own && { localFen: isAgain ? 0 : own.amountFen }),
    })
  }
  await markBilled(ctx, day, [...met.values()])
  const lacking = await lackingOf(ctx, day, met)
  const ours = [...met.values(), ...lacking]
  return {
    found: [...found, ...lacking.map(missing)],
    localCount: ours.length,
    localFen: ours.reduce((sum, { amountFen }) => sum + amountFen, 0),
  }
}

async function ownOf(ctx: Context, line: TradeBillLine): Promise<Known | undefined> {
  const { pk, sk: begins } = refundKey({ orderId: line.orderId, refundId: '' })
  const ours = await queryAll(ctx.db, { pk, begins, schema: Known }, 1000)
  const own = ours.find(({ refundId, outRefundNo }) => [refundId, `R${refundId}`, outRefundNo].includes(line.refundNo))
  if (own) return own
  // Held money that a person gave to a household is an order of its own, which the channel does not know.
  const lead = await ctx.db.get(refundNumberKey(line.orderId.slice(0, 6), line.refundNo), Place)
  return lead && ctx.db.get(refundKey(lead), Known)
}

const atOnce = 40

/** Nothing is written of what another look has marked. */
async function markBilled(ctx: Context, day: Day, met: Known[]): Promise<void> {
  const fresh = met.filter(({ billedOn }) => billedOn !== day.date)
  for (let at = 0; at < fresh.length; at += atOnce) {
    const audit = auditItem(ctx, {
      communityId: day.communityId,
      action: 'payments.reconcile',
      objectType: 'reconciliation',
      objectId: `${day.merchantRef}-${day.date}`,
      summary: '账单里有的退款',
      technical: true,
    })
    const marks = fresh.slice(at, at + atOnce).map((refund): Write => {
      return { update: { key: refundKey(refund), set: { billedOn: day.date } }, if: { refundId: refund.refundId } }
    })
    await ctx.db.transact([...marks, audit], audit.put)
  }
}

/** Accepted so shortly before midnight, a refund may stand in the next day's bill: it is asked for there. */
const edgeMinutes = 10
const edgeOf = (date: string) => addMinutes(instantAt(addDays(date, 1), '00:00'), -edgeMinutes)

/** What we hold accepted on the day, and no bill has; its state is the channel's newest word. */
async function lackingOf(ctx: Context, day: Day, met: ReadonlyMap<string, unknown>): Promise<StoredRefund[]> {
  const { communityId, merchantRef, date } = day
  const before = addDays(date, -1)
  const listed = async (on: string, from: string, to: string) => {
    const pk = refundedDayKey(communityId, merchantRef, on)
    return queryAll(ctx.db, { index: 'gs2', pk, between: [from, to], schema: Place }, mostDifferences)
  }
  const places = [...(await listed(before, edgeOf(before), '~')), ...(await listed(date, '0', edgeOf(date)))].filter(
    ({ refundId }) => !met.has(refundId),
  )
  const found: StoredRefund[] = []
  for (const place of places) {
    const now = await ctx.db.get(refundKey(place), StoredRefund)
    if (!now || (now.billedOn !== undefined && now.billedOn !== date)) continue
    if (now.state === 'accepted' || now.state === 'abnormal') await pursueRefund(ctx.deps, { communityId, ...place })
    const then = await ctx.db.get(refundKey(place), StoredRefund)
    if (then && !isReleased(then.state)) found.push(then)
  }
  return found
}
const Place = z.object({ orderId: z.string(), refundId: z.string() })

const missing = ({ orderId, transactionId, outRefundNo: refundNo, amountFen: localFen }: StoredRefund): Found => ({
  kind: 'REFUND_MISMATCH',
  orderId,
  transactionId,
  refundNo,
  localFen,
})
