import { Order } from '@linli/shared/payments/schema'
import { isOpenOrder } from '@linli/shared/payments/rules'
import type { Key } from '../db'
import { orderKey } from './store'

const OwnOrder = Order.pick({
  orderId: true,
  accountId: true,
  state: true,
  amountFen: true,
  createdAt: true,
  suspended: true,
})

/** Where an order lies and what is wanted of it, for a caller who reads it together with records of its own. */
export const openOrderKey = (orderId: string): Key => orderKey(orderId)
export const openOrderShape = OwnOrder.shape

/** The order if it is this account's and its money may still be on the way. */
export function ownOpenOrder(item: unknown, accountId: string) {
  const found = OwnOrder.safeParse(item)
  if (!found.success || found.data.accountId !== accountId) return undefined
  return isOpenOrder(found.data.state) || found.data.suspended ? found.data : undefined
}
