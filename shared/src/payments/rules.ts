import { type Channel, OnlineChannel, type OrderState } from './schema'

/** prepare: the channel made its prepay_id. pay: the channel took the money. close: cancelled, or expired unpaid. */
export type OrderEvent = 'prepare' | 'pay' | 'close'

/** Money is never refused: `created → paid` and `closed → paid` are the late edges. */
const moves: Record<OrderState, { [E in OrderEvent]?: OrderState }> = {
  created: { prepare: 'prepaid', pay: 'paid', close: 'closed' },
  prepaid: { pay: 'paid', close: 'closed' },
  closed: { pay: 'paid' },
  paid: {},
}

/** The order's next state, or undefined where nothing changes: paid already, or closed. */
export const nextOrderState = (state: OrderState, event: OrderEvent): OrderState | undefined => moves[state][event]

/** The states that an event may find: the condition of its write. */
export const orderStatesBefore = (event: OrderEvent): OrderState[] =>
  orderStates.filter(state => moves[state][event] !== undefined)

/** Whether the channel may still take money for it in the ordinary way. */
export const isOpenOrder = (state: OrderState): boolean => moves[state].close !== undefined

/** Whether a provider took the money online; everything else is of the office, and of no account. */
export const isOnline = (channel: Channel): channel is OnlineChannel => OnlineChannel.safeParse(channel).success

const orderStates: readonly OrderState[] = ['created', 'prepaid', 'closed', 'paid']
