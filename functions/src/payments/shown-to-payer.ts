import { maskObject } from '@linli/shared/communities/mask-room'
import { deletedAccountId } from '../identity/deleted-account'
import type { StoredOrder } from './store'

/**
 * An order as its payer sees it: who paid by a card (代缴) sees the masked room, item, period and amount, and nothing that
 * leads to the household. Settling takes the order itself, never this.
 */
export function shownToPayer<O extends StoredOrder>(order: O): O {
  if (order.linkId === undefined) return order
  const shares = order.shares.map(share => ({
    ...share,
    computation: undefined,
    object: { ...maskObject(share.object), id: deletedAccountId },
    payer: { kind: share.payer.kind, personIds: [], name: '' },
  }))
  return { ...order, shares }
}
