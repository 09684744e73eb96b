import { AppError } from '@linli/shared/errors'
import { partsOf } from '@linli/shared/payments/basket'
import type { OnlineChannel } from '@linli/shared/payments/schema'
import { viewBill } from '../billing/view-bill'
import { loadCommunity } from '../communities/community'
import { type Context, reaching } from '../context'
import { accountActor } from '../identity/account'
import { type Created, orderOf } from './create-order'
import { withMerchants } from './merchant-for'
import { openedLink } from './open-pay-link'
import { linkOfCode, payLinkKey } from './pay-link-store'
import { shownToPayer } from './shown-to-payer'

/**
 * The order for the first part of a card that is still due, by whoever holds its code: the payer is the caller's account,
 * and a refund goes back to it. The order's transaction holds the card to not being revoked. Throws payments.link_over,
 * payments.nothing_due, and what createOrder throws.
 */
export async function payByLink(
  ctx: Context,
  input: { code: string; paidBy?: string | undefined; channel?: OnlineChannel },
): Promise<Created> {
  const actor = accountActor(ctx)
  const { communityId } = await linkOfCode(ctx, actor.accountId, input.code)
  const at = { communityId, ...(input.channel && { channel: input.channel }) }
  const made = await orderOf(reaching(ctx, `C#${communityId}#`), actor, at, async () => {
    const { ctx: wide, link, due } = await openedLink(ctx, input.code)
    const { entities } = await loadCommunity(wide, communityId)
    const [first] = partsOf(withMerchants(entities, due).map(bill => viewBill(bill, ctx.today())))
    if (!first) throw new AppError('payments.nothing_due')
    const ids = new Set(first.bills.map(({ billId }) => billId))
    const holding = {
      check: payLinkKey(communityId, link.linkId),
      if: { revokedAt: undefined, accountId: link.accountId },
    }
    return {
      bills: due.filter(({ billId }) => ids.has(billId)),
      link: { linkId: link.linkId, paidBy: input.paidBy, holding },
    }
  })
  return { ...made, order: shownToPayer(made.order) }
}
