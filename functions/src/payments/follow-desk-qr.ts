import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { askChannel } from './ask-channel'
import { isAnswered } from './check-order'
import { closeOrder } from './close-order'
import { officeOrder } from './receipts'
import type { StoredOrder } from './store'

type Asked = { communityId: string; orderId: string }

/** The order of a code that was shown at the desk; any other is not found. */
async function shownOrder(ctx: Context, asked: Asked): Promise<StoredOrder> {
  const order = await officeOrder(ctx, asked)
  if (!order.shownBy) throw new AppError('record.not_found')
  return order
}

/** Asks the channel, so that the page does not wait for a notice that may never come. A silent channel changes nothing. */
export async function checkDeskQr(ctx: Context, asked: Asked): Promise<StoredOrder> {
  const order = await shownOrder(ctx, asked)
  try {
    return await askChannel(ctx, order)
  } catch (error) {
    if (isAnswered(error)) return shownOrder(ctx, asked)
    throw error
  }
}

/** The clerk takes the code back: closed at the channel before here, or settled where somebody has just paid. */
export async function closeDeskQr(ctx: Context, asked: Asked): Promise<StoredOrder> {
  await shownOrder(ctx, asked)
  return closeOrder(ctx, asked.orderId)
}
