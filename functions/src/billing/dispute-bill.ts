import type { billingApi } from '@linli/shared/billing/api'
import type { BillView } from '@linli/shared/billing/schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { arrearsFollow } from './arrears-follow'
import { settledItems } from './settled-items'
import { billKey, loadBill, type StoredBill } from './store'
import { viewBill } from './view-bill'

type Asked = InputOf<typeof billingApi.raiseDispute>

/** 有异议, from today: late fee stands still until it is settled. Throws billing.not_disputable for one that is not open, or disputed already. */
export const raiseDispute = (ctx: Context, asked: Asked): Promise<BillView> =>
  moved(ctx, asked, 'billing.raise_dispute', bill => {
    const isOpen = bill.state === 'published' || bill.state === 'part_paid'
    if (!isOpen || bill.dispute) throw new AppError('billing.not_disputable')
    const dispute = { from: ctx.today(), reason: asked.reason }
    return {
      next: { ...bill, dispute },
      change: { set: { dispute } },
      asRead: { dispute: undefined, state: bill.state },
    }
  })

/** The dispute is over: late fee goes on from today, and who raised it reads the reason. Throws billing.not_disputable where there is none. */
export const settleDispute = (ctx: Context, asked: Asked): Promise<BillView> =>
  moved(ctx, asked, 'billing.settle_dispute', bill => {
    if (!bill.dispute) throw new AppError('billing.not_disputable')
    return disputeOver(bill, ctx.today())
  })

/** The end of a bill's dispute, on the condition that nobody else ended it. */
export function disputeOver({ dispute, disputes = [], ...bill }: StoredBill, to: string): Change {
  const all = dispute ? [...disputes, { ...dispute, to }] : disputes
  return {
    next: { ...bill, disputes: all },
    change: { set: { disputes: all, disputesSettled: all.length }, remove: ['dispute'] },
    asRead: { disputesSettled: disputes.length === 0 ? undefined : disputes.length },
  }
}

type Change = {
  next: StoredBill
  change: { set: Record<string, unknown>; remove?: string[] }
  asRead: Extract<Write, { update: unknown }>['if']
}

async function moved(
  ctx: Context,
  { communityId, roomId, billId, reason }: Asked,
  action: 'billing.raise_dispute' | 'billing.settle_dispute',
  decide: (bill: StoredBill) => Change,
): Promise<BillView> {
  return deciding(async () => {
    const { next, change, asRead } = decide(await loadBill(ctx, communityId, roomId, billId))
    const about = { communityId, objectType: 'bill' as const, objectId: billId }
    const audit = auditItem(ctx, { ...about, action, summary: `账单异议：${reason}` })
    const update = { key: billKey(communityId, roomId, billId), ...change }
    const told =
      action === 'billing.settle_dispute' ? await settledItems(ctx, { communityId, roomId, billId }, reason) : []
    const follow = arrearsFollow(ctx, { communityId, roomId, billId })
    await ctx.db.transact([{ update, ...(asRead && { if: asRead }) }, ...told, follow, audit], audit.put)
    return viewBill(next, ctx.today())
  })
}
