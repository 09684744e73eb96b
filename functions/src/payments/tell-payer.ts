import { CommunityId, OrderId } from '@linli/shared/ids'
import * as z from 'zod'
import { communityContext, type Deps } from '../context'
import { accountIfAny } from '../identity/account'
import { deletedAccountId } from '../identity/deleted-account'
import { sendMessage } from '../messages/send-message'
import { forgetPayerOf } from './forget-payer'
import { getOrder } from './store'

export const PaymentReceivedBody = z.object({ communityId: CommunityId, orderId: OrderId })

/**
 * Tells whoever paid that the money has arrived, once an order: the sealer asks when the receipt has its number. An account
 * that was deleted while its payment was under way is replaced here, and told nothing.
 */
export async function tellPayer(deps: Deps, body: z.output<typeof PaymentReceivedBody>): Promise<void> {
  const ctx = communityContext(deps, body.communityId)
  const order = await getOrder(ctx, body.orderId)
  if (!order?.paidAt || order.accountId === deletedAccountId) return
  if (!(await accountIfAny(ctx, order.accountId))) {
    await forgetPayerOf(deps, order.orderId, order.accountId)
    return
  }
  const codes = [...new Set(order.shares.map(share => share.object.code))]
  await sendMessage(deps, {
    communityId: order.communityId,
    accountIds: [order.accountId],
    personIds: [],
    key: `paid#${order.orderId}`,
    at: order.paidAt,
    facts: {
      kind: 'payment_received',
      orderId: order.orderId,
      amountFen: order.paidFen ?? order.amountFen,
      roomCode: codes.join('、'),
    },
  })
}
