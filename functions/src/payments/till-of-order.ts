import { DeskChannel } from '@linli/shared/payments/schema'
import { beijingDate } from '@linli/shared/time'
import type { TillMove } from '@linli/shared/finance/till-schema'
import type { Context } from '../context'
import { tillItems, type TillWrites } from '../finance/till-items'
import type { NewOrder } from './desk-order'

/** Where an order of the counter goes in its cashier's day; what no cashier took goes nowhere. */
export async function tillOfOrder(ctx: Context, order: NewOrder): Promise<TillWrites> {
  const channel = DeskChannel.safeParse(order.channel).data
  if (!order.desk || !channel) return { writes: [] }
  const { communityId, orderId, takes, shares, paidFen = 0, desk } = order
  const objects = takes ? [takes.object] : shares.map(({ object }) => object)
  return tillItems(ctx, {
    communityId,
    sourceId: orderId,
    orderId,
    move: takes ? moves[takes.kind] : 'collected',
    channel,
    amountFen: paidFen,
    valueDate: beijingDate(order.paidAt),
    rooms: [...new Set(objects.map(({ code }) => code))],
    number: desk.number,
    cashierId: desk.cashierId,
    cashierName: desk.cashierName,
  })
}

const moves = { prepayment: 'prepaid', deposit: 'deposit' } as const satisfies Record<string, TillMove>
