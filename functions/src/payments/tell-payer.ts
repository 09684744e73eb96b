import { CommunityId, OrderId } from '@linli/shared/ids'
import * as z from 'zod'
import { communityContext, type Deps } from '../context'
import { accountIfAny } from '../identity/account'
import { deletedAccountId } from '../identity/deleted-account'
import { sendMessage } from '../messages/send-message'
import { forgetPayerOf } from './forget-payer'
import { getOrder, type StoredOrder } from './store'

export const PaymentReceivedBody = z.object({ communityId: CommunityId, orderId: OrderId })

/**
 * Tells whoever paid online, and of money at the desk those who owe, that it has arrived, once an order: the sealer asks when the receipt has its number. An account
 * that was deleted while its payment was under way is replaced here, and told nothing.
 */
export async function tellPayer(deps: Deps, body: z.output<typeof PaymentReceivedBody>): Promise<void> {
  const ctx = communityContext(deps, body.communityId)
  const order = await getOrder(ctx, body.orderId)
  if (!order?.paidAt) return
  if (order.channel !== 'wechat') return tellThoseWhoOwe(deps, order, order.paidAt)
  if (order.accountId === deletedAccountId) return
  if (!(await accountIfAny(ctx, order.accountId))) {
    await forgetPayerOf(deps, order.orderId, order.accountId)
    return
  }
  await sendMessage(deps, { ...newsOf(order, order.paidAt), accountIds: [order.accountId], personIds: [] })
}

/** At the desk anybody may pay: who owes learns of it, as far as they use the mini-program. */
async function tellThoseWhoOwe(deps: Deps, order: StoredOrder, paidAt: string): Promise<void> {
  const payers = [...order.shares.map(({ payer }) => payer), ...(order.takes ? [order.takes.payer] : [])]
  const personIds = [...new Set(payers.filter(({ kind }) => kind !== 'developer').flatMap(payer => payer.personIds))]
  if (personIds.length === 0) return
  const to = { companyId: order.companyId, accountIds: [], personIds: personIds.slice(0, 50) }
  await sendMessage(deps, { ...newsOf(order, paidAt), ...to })
}

const newsOf = (order: StoredOrder, paidAt: string) => ({
  communityId: order.communityId,
  key: `paid#${order.orderId}`,
  at: paidAt,
  facts: {
    kind: 'payment_received' as const,
    orderId: order.orderId,
    amountFen: order.paidFen ?? order.amountFen,
    ...(order.channel === 'prepayment' && { fromPrepayment: true as const }),
    roomCode: roomCodesOf(order).join('、'),
  },
})

const roomCodesOf = ({ shares, takes }: StoredOrder): string[] => [
  ...new Set([...shares.map(({ object }) => object.code), ...(takes ? [takes.object.code] : [])]),
]
