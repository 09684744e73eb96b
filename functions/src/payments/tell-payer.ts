import type { Payer } from '@linli/shared/billing/schema'
import { toldPlace } from '@linli/shared/billing/words'
import { CommunityId, OrderId } from '@linli/shared/ids'
import { isOnline } from '@linli/shared/payments/rules'
import * as z from 'zod'
import { communityContext, type Deps } from '../context'
import { accountIfAny } from '../identity/account'
import { deletedAccountId } from '../identity/deleted-account'
import { sendMessage } from '../messages/send-message'
import { forgetPayerOf } from './forget-payer'
import { getPayLink } from './pay-link-store'
import { shownToPayer } from './shown-to-payer'
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
  if (!isOnline(order.channel) || order.shownBy || order.desk) return tellThoseWhoOwe(deps, order, order.paidAt)
  await tellWhoShared(deps, order, order.paidAt)
  if (order.accountId === deletedAccountId) return
  if (!(await accountIfAny(ctx, order.accountId))) {
    await forgetPayerOf(deps, order.orderId, order.accountId)
    return
  }
  const news = newsOf(shownToPayer(order), order.paidAt)
  await sendMessage(deps, { ...news, accountIds: [order.accountId], personIds: [] })
}

/** 代缴: whoever shared the bills learns that they are paid, and what the payer called themselves. */
async function tellWhoShared(deps: Deps, order: StoredOrder, paidAt: string): Promise<void> {
  if (order.linkId === undefined) return
  const link = await getPayLink(communityContext(deps, order.communityId), order.communityId, order.linkId)
  if (!link || link.accountId === order.accountId) return
  const news = newsOf(order, paidAt)
  const facts = { ...news.facts, byLink: { name: order.byLink?.name ?? '家人' } }
  await sendMessage(deps, { ...news, key: `${news.key}#shared`, facts, accountIds: [link.accountId], personIds: [] })
}

/**
 * At the desk anybody may pay, also for several households at once: who owes learns of their own part, and nothing of the
 * others'. Who owes the same hears the same.
 */
async function tellThoseWhoOwe(deps: Deps, order: StoredOrder, paidAt: string): Promise<void> {
  const parts = partsOf(order)
  const told = new Map<string, { own: Part[]; personIds: string[] }>()
  for (const personId of new Set(parts.flatMap(({ payer }) => payer.personIds))) {
    const own = parts.filter(({ payer }) => payer.kind !== 'developer' && payer.personIds.includes(personId))
    const name = own.map(part => parts.indexOf(part)).join('.')
    if (own.length > 0) told.set(name, { own, personIds: [...(told.get(name)?.personIds ?? []), personId] })
  }
  for (const [name, { own, personIds }] of told) {
    const to = { companyId: order.companyId, accountIds: [], personIds: personIds.slice(0, 50) }
    const news = newsOf(order, paidAt, own)
    await sendMessage(deps, { ...news, key: own.length < parts.length ? `${news.key}#${name}` : news.key, ...to })
  }
}

type Part = { payer: Payer; code: string; fen: number }

const partsOf = ({ shares, takes, amountFen }: StoredOrder): Part[] => [
  ...shares.map(({ payer, object, principalFen, lateFeeFen }) => ({
    payer,
    code: toldPlace(object),
    fen: principalFen + lateFeeFen,
  })),
  ...(takes ? [{ payer: takes.payer, code: toldPlace(takes.object), fen: amountFen }] : []),
]

const newsOf = (order: StoredOrder, paidAt: string, parts = partsOf(order)) => ({
  communityId: order.communityId,
  key: `paid#${order.orderId}`,
  at: paidAt,
  facts: {
    kind: 'payment_received' as const,
    orderId: order.orderId,
    amountFen: parts.reduce((sum, { fen }) => sum + fen, 0),
    ...(order.channel === 'prepayment' && { fromPrepayment: true as const }),
    roomCode: [...new Set(parts.map(({ code }) => code))].join('、'),
  },
})
