import { canVoid } from '@linli/shared/billing/bill-state'
import type { Bill } from '@linli/shared/billing/schema'
import { AppError } from '@linli/shared/errors'
import { sumFen } from '@linli/shared/money'
import type { BulkKind, TaskOf } from './bulk-kinds'
import { Cover, coverKey, coverName, coverWithTerms, uncovering } from './cover'
import { listBills } from './office-bills'
import { reissuedBills } from './reissue'
import { loadBill } from './store'
import { voidBillWith } from './void-bill'
import { adjustmentProblems, bulkProblems, noReissue } from './words'

const perPage = 200

/** 批量作废重开: each bill is void and issued again from today's data; what does not come out as previewed is refused. */
export const reissueKind: BulkKind<TaskOf<'reissue'>> = {
  async *items(ctx, communityId, { month, prefix, feeItemId, all }) {
    let cursor: string | undefined
    do {
      const asked = { communityId, month, ...(prefix && { prefix }), limit: perPage }
      const page = await listBills(ctx, { ...asked, ...(cursor && { cursor }) })
      yield page.items.filter(bill => isMeant(bill, { feeItemId, all })).map(itemOf)
      cursor = page.cursor
    } while (cursor !== undefined)
  },
  async preview(ctx, communityId, _task, { roomId = '', itemId }) {
    const bill = await loadBill(ctx, communityId, roomId, itemId)
    const problem = reissueProblem(bill)
    if (problem) throw new AppError('billing.cannot_void', { message: problem })
    const [cover] = await ctx.db.getMany([coverKey(communityId, roomId)], Cover)
    const items = { ...cover?.items, [coverName(bill)]: uncovering(cover?.items[coverName(bill)], bill) }
    return { after: totalOf(await reissuedBills(ctx, bill, coverWithTerms(items, bill))) }
  },
  async apply(ctx, { communityId, task, item, written }) {
    const at = { communityId, roomId: item.roomId ?? '', billId: item.itemId }
    await voidBillWith(ctx, { ...at, reason: task.reason, reissue: true }, reissued => {
      const after = totalOf(reissued)
      if (item.after !== undefined && after !== item.after)
        throw new AppError('record.changed', { message: bulkProblems.otherResult })
      return written(after)
    })
  },
}

const isMeant = ({ feeItemId, state }: Bill, wish: { feeItemId?: string | undefined; all?: boolean | undefined }) =>
  state !== 'void' &&
  (wish.feeItemId === undefined || wish.feeItemId === feeItemId) &&
  (wish.all === true || state === 'published')

const itemOf = ({ billId, object, feeItemName, period, amountFen }: Bill) => ({
  itemId: billId,
  roomId: object.id,
  code: object.code,
  name: feeItemName,
  period,
  before: amountFen,
})

/** Why a bill cannot be void and issued again. */
export function reissueProblem(bill: Bill): string | undefined {
  if (bill.opening) return noReissue
  if (bill.adjusts) return adjustmentProblems.noReissue
  if (bill.adjustedBy) return adjustmentProblems.hasAdjustment
  return canVoid(bill).ok ? undefined : bulkProblems.hasPayment
}

export const totalOf = (bills: readonly Bill[]) => sumFen(bills.map(({ amountFen }) => amountFen))
