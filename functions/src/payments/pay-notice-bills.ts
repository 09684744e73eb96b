import { maskObject } from '@linli/shared/communities/mask-room'
import type { Community } from '@linli/shared/communities/schema'
import { partsOf } from '@linli/shared/payments/basket'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { viewBill } from '../billing/view-bill'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { isCollected, withMerchants } from './merchant-for'
import type { StoredPayNotice } from './pay-notice-store'

export type NoticeBills = {
  community: Community
  /** 「3-*-***1」 */
  room: string
  /** What is still due, as the orders that pay it one after another. */
  parts: (ReturnType<typeof partsOf<ReturnType<typeof viewBill<StoredBill>>>>[number] & {
    entityName: string
    /** Whether this entity takes money by Alipay. */
    isPayable: boolean
  })[]
  due: StoredBill[]
  paidCount: number
}

/** The bills of a paper as they are now: item, period and amount, and of the household nothing but the masked room. */
export async function billsOfNotice(ctx: Context, notice: StoredPayNotice): Promise<NoticeBills> {
  const { communityId, roomId } = notice
  const asked = notice.billIds.map(billId => ({ roomId, billId }))
  const [community, found] = await Promise.all([loadCommunity(ctx, communityId), loadBills(ctx, communityId, asked)])
  const due = found.flatMap(bill =>
    bill && (bill.state === 'published' || bill.state === 'part_paid') && !bill.dispute ? [bill] : [],
  )
  const [object] = found.flatMap(bill => bill?.object ?? [])
  const parts = partsOf(withMerchants(community.entities, due).map(bill => viewBill(bill, ctx.today()))).flatMap(
    part => {
      const entity = community.entities.find(({ entityId }) => entityId === part.entityId)
      const isPayable = part.bills.every(bill => entity && isCollected(ctx.deps.env, entity, 'alipay', bill))
      return part.amountFen > 0 ? [{ ...part, entityName: entity?.name ?? '', isPayable }] : []
    },
  )
  return {
    community,
    room: object ? maskObject(object).code : '',
    parts,
    due,
    paidCount: found.filter(bill => bill?.state === 'paid').length,
  }
}
