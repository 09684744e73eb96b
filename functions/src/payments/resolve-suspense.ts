import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { isOpenOrder } from '@linli/shared/payments/rules'
import type { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { type HeldTrade, suspenseWayNames, waysOf } from '@linli/shared/payments/suspense-schema'
import { auditItem } from '../audit'
import { loadBills } from '../billing/load-bills'
import { releaseBillItems } from '../billing/settle-bills'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { deductionMessage } from './deduction-message'
import { cashierOf } from './desk-order'
import { posted } from './publication-items'
import { evidenceKey, getOrder, orderKey, postingItem } from './store'
import { suspenseOrderWrites } from './suspense-order'
import { StoredEvidence } from './suspense-store'

type Asked = InputOf<typeof reconciliationApi.resolveSuspense>

/**
 * Decides what becomes of money in suspense, in one transaction with its postings: out of suspense, and settled as an
 * order of its own that a room's payer has a receipt and a prepayment of; or out again through the channel. Throws
 * payments.not_this_way, payments.already_resolved.
 */
export const resolveSuspense = (ctx: Context, asked: Asked): Promise<HeldTrade> =>
  deciding(async () => {
    const { communityId, channel, transactionId, how, reason } = asked
    const by = cashierOf(ctx)
    const key = evidenceKey(communityId, channel, transactionId)
    const held = await ctx.db.get(key, StoredEvidence)
    if (!held) throw new AppError('record.not_found')
    if (held.released) throw new AppError('payments.already_resolved')
    if (!waysOf(held).includes(how)) throw new AppError('payments.not_this_way')
    if (asked.bills && how !== 'to_bills') throw new AppError('payments.not_this_way')
    if (how === 'returned' && !asked.number)
      throw new AppError('request.invalid', { fields: [{ path: 'number', message: '请填写退款单号' }] })
    const said = { at: ctx.now(), by: by.cashierName, reason }
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.resolve_suspense',
      objectType: 'order',
      objectId: held.orderId,
      summary: `${held.suspenseFen ?? 0} 分，${suspenseWayNames[how]}：${reason}${asked.number ? `（${asked.number}）` : ''}`,
    })
    const condition = { released: undefined, orderId: held.orderId }
    if (how === 'returning') {
      await ctx.db.transact([{ update: { key, set: { returning: said } }, if: condition }, audit], audit.put)
      return { ...held, returning: said }
    }
    const resolved = { ...said, how, ...(asked.number && { number: asked.number }) }
    const released: Write = {
      update: { key, set: { released: true, resolved }, remove: ['gs1pk', 'gs1sk'] },
      if: { ...condition, suspenseFen: held.suspenseFen },
    }
    await ctx.db.transact(
      [
        released,
        ...(await onItsOrder(ctx, { ...held, communityId }, asked.bills)),
        ...(how === 'noted' ? [] : outOfSuspense(ctx, communityId, held)),
        ...(how === 'prepaid' || how === 'to_bills' ? await suspenseOrderWrites(ctx, asked, held) : []),
        // Whoever chose the bills has said what the rest is for.
        ...(how === 'to_bills' && !asked.bills ? [deductionMessage(ctx, communityId)] : []),
        audit,
      ],
      audit.put,
    )
    return held
  })

/**
 * The order that it was thought to pay waits for nobody any more and frees its bills: its money is elsewhere. That there is
 * evidence it goes on to remember.
 */
async function onItsOrder(
  ctx: Context,
  { communityId, orderId, suspenseFen }: Place,
  paid: { billId: string }[] = [],
): Promise<Write[]> {
  const order = suspenseFen === undefined ? undefined : await getOrder(ctx, orderId)
  if (!order?.suspended) return []
  const isOpen = isOpenOrder(order.state)
  const places = isOpen ? order.shares.map(({ object, billId }) => ({ roomId: object.id, billId })) : []
  const bills = await loadBills(ctx, communityId, places)
  const update = {
    key: orderKey(orderId),
    set: { mismatched: true, ...(isOpen && { state: 'closed' as const }) },
    remove: ['suspended', ...(isOpen ? ['gs3pk', 'gs3sk'] : [])],
  }
  // What is paid now is released by that.
  const isPaid = new Set(paid.map(({ billId }) => billId))
  const holds = places.filter(({ billId }, i) => bills[i]?.payingOrderId === orderId && !isPaid.has(billId))
  return [{ update, if: { state: order.state } }, ...releaseBillItems(communityId, orderId, holds)]
}
type Place = Pick<StoredEvidence, 'orderId' | 'suspenseFen'> & { communityId: string }

function outOfSuspense(ctx: Context, communityId: string, held: StoredEvidence): Write[] {
  const { suspenseFen = 0, channel, transactionId } = held
  const posting = postingItem(ctx, communityId, {
    kind: 'suspense_release',
    sourceId: transactionId,
    valueDate: ctx.today(),
    lines: [
      { account: 'suspense', amountFen: suspenseFen, channel },
      { account: 'channel_cash', amountFen: -suspenseFen, channel },
    ],
  })
  return posted(ctx, communityId, posting)
}
