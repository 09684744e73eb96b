import { toldPlace } from '@linli/shared/billing/words'
import { CommunityId, Id, OrderId } from '@linli/shared/ids'
import * as z from 'zod'
import { communityContext, type Deps } from '../context'
import { accountIfAny } from '../identity/account'
import { sendMessage } from '../messages/send-message'
import { getRefund } from './refund-store'
import { getOrder } from './store'

export const RefundNewsBody = z.object({
  communityId: CommunityId,
  orderId: OrderId,
  refundId: Id,
  arrived: z.boolean(),
})

/** Tells whoever paid that money is on its way back to them, and that it arrived; once each. */
export async function tellRefund(deps: Deps, body: z.output<typeof RefundNewsBody>): Promise<void> {
  const { communityId, orderId, refundId, arrived } = body
  const ctx = communityContext(deps, communityId)
  const [order, refund] = await Promise.all([getOrder(ctx, orderId), getRefund(ctx, { orderId, refundId })])
  if (!order || !refund || !(await accountIfAny(ctx, order.accountId))) return
  const rooms = [...new Set(order.shares.map(({ object }) => toldPlace(object)))]
  await sendMessage(deps, {
    communityId,
    key: `refund#${refundId}#${arrived ? 'arrived' : 'started'}`,
    at: (arrived ? refund.succeededAt : undefined) ?? refund.at,
    accountIds: [order.accountId],
    personIds: [],
    facts: { kind: 'refund_news', orderId, amountFen: refund.amountFen, arrived, roomCode: rooms.join('、') },
  })
}
