import { AppError } from '@linli/shared/errors'
import { isOpenOrder } from '@linli/shared/payments/rules'
import { atDesk } from '@linli/shared/billing/purchase'
import { allocated, wholeDue } from '@linli/shared/payments/part-payment'
import type { Share } from '@linli/shared/payments/schema'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { viewBill } from '../billing/view-bill'
import type { Context } from '../context'
import { closeOrder } from './close-order'
import { partShareOf, shareOfView } from './shares'
import { getOrder } from './store'

type Asked = { roomId: string; billId: string; dueFen: number; amountFen: number }

/**
 * Closes at their channel the orders that are open on these bills. One that proves paid is settled instead, and the clerk
 * is told: throws payments.paid_online, and payments.at_bank unless `despiteBank`. Throws payments.channel_down while the channel is silent. Asked after the bills were
 * read, whose write is held to the `payingOrderId` of that reading: whatever is closed here is then read anew.
 */
export async function freeOfOnlineOrders(
  ctx: Context,
  communityId: string,
  asked: { roomId: string; billId: string }[],
  despiteBank = false,
): Promise<void> {
  const bills = await loadBills(ctx, communityId, asked)
  for (const orderId of new Set(bills.flatMap(bill => bill?.payingOrderId ?? []))) {
    const order = await getOrder(ctx, orderId)
    if (!order || !isOpenOrder(order.state)) continue
    if ((await closeOrder(ctx, orderId, { despiteBank })).state === 'paid') throw new AppError('payments.paid_online')
  }
}

/**
 * The bills as they are now, each with what it gets. Throws payments.nothing_due where one is paid, and
 * payments.amount_changed where it does not cost what the clerk saw.
 */
export async function billsAtDesk(
  ctx: Context,
  communityId: string,
  asked: Asked[],
  on: string,
): Promise<{ bill: StoredBill; share: Share }[]> {
  if (new Set(asked.map(({ billId }) => billId)).size < asked.length) throw new AppError('request.invalid')
  const amounts = new Map(asked.map(({ billId, amountFen }) => [billId, amountFen]))
  const found = (await loadBills(ctx, communityId, asked)).map(bill => {
    if (!bill) throw new AppError('record.not_found')
    if (bill.state === 'paid' || bill.state === 'void') throw new AppError('payments.nothing_due')
    return bill
  })
  const views = atDesk(
    found.map(bill => viewBill(bill, on)),
    billId => amounts.get(billId),
  )
  return asked.flatMap((each, i) => {
    const [bill, view] = [found[i], views[i]]
    return bill && view ? [{ bill, share: partOf(view, each) }] : []
  })
}

type Viewed = ReturnType<typeof viewBill<StoredBill>> & { atOnce?: true }

function partOf(view: Viewed, { dueFen, amountFen }: Asked): Share {
  const whole = wholeDue(view)
  if (dueFen !== whole || amountFen > whole) throw new AppError('payments.amount_changed')
  if (amountFen === whole) return shareOfView(view)
  if (amountFen === 0) throw new AppError('request.invalid')
  return partShareOf(view, allocated(view, amountFen))
}
