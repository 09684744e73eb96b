import type { Order, Refund } from './book'
import type { Faults } from './faults'
import type { GatewayMerchant } from './merchant'
import type { Store } from './store'

/** What every part of the gateway works on. */
export interface GatewayContext {
  now: () => Date
  /** The product's public origin: where callbacks go unless a merchant says otherwise. */
  origin: string
  store: Store
  faults: Faults
  calls: ApiCall[]
  /** Queues the notice of a paid order, or of its refund; it is sent at once and then by the schedule. */
  notify: (order: Order, refund?: Refund) => void
  /** Queues an event for the mini-program's own address. */
  push: (traceId: string, event: string) => void
}

export interface ApiCall {
  at: string
  method: string
  path: string
  status: number
}

export function merchantOf(context: GatewayContext, mchid: string): GatewayMerchant | undefined {
  return context.store.keys.merchants.find(each => each.config.mchid === mchid)
}
