import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { doorQrApi, DoorPayment } from '@linli/shared/payments/door-qr-api'
import { wholeDue } from '@linli/shared/payments/part-payment'
import { isOpenOrder } from '@linli/shared/payments/rules'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { viewBill } from '../billing/view-bill'
import type { Context } from '../context'
import { workedBill } from '../repairs/worked-bill'
import { createDeskQr } from './desk-qr'
import { checkDeskQr, closeDeskQr } from './follow-desk-qr'
import { officeOrder } from './receipts'
import type { StoredOrder } from './store'

type Asked = InputOf<typeof doorQrApi.createDoorQr>
type Followed = { communityId: string; repairId: string; orderId: string }

/**
 * A code for what is still owed of one repair's bill, shown by whoever did it. It is an order as the desk's: the same again
 * is the same order, and one that is open on the bill is closed at its channel first. Throws as `createDeskQr` does.
 */
export async function createDoorQr(ctx: Context, asked: Asked): Promise<OutputOf<typeof doorQrApi.createDoorQr>> {
  const { communityId, channel } = asked
  const bill = await billOf(ctx, asked)
  if (bill.state === 'paid') return { state: 'paid', amountFen: bill.paidFen }
  const dueFen = wholeDue(viewBill(bill, ctx.today()))
  const bills = [{ roomId: bill.object.id, billId: bill.billId, dueFen, amountFen: dueFen }]
  const { order, codeUrl, secondsLeft } = await createDeskQr(ctx, {
    communityId,
    channel,
    bills,
    paidBy: bill.payer.name,
  })
  return { ...paymentOf(order), code: { orderId: order.orderId, codeUrl, secondsLeft } }
}

export const checkDoorQr = async (ctx: Context, asked: Followed): Promise<DoorPayment> =>
  paymentOf(await checkDeskQr(ctx, await shownHere(ctx, asked)))

export const closeDoorQr = async (ctx: Context, asked: Followed): Promise<DoorPayment> =>
  paymentOf(await closeDeskQr(ctx, await shownHere(ctx, asked)))

async function billOf(ctx: Context, asked: Pick<Followed, 'communityId' | 'repairId'>): Promise<StoredBill> {
  const [bill] = await loadBills(ctx, asked.communityId, [await workedBill(ctx, asked)])
  if (!bill) throw new AppError('record.not_found')
  return bill
}

/** The order is of this repair's bill alone; any other of the community is not found. */
async function shownHere(ctx: Context, asked: Followed): Promise<{ communityId: string; orderId: string }> {
  const { billId } = await workedBill(ctx, asked)
  const { communityId, orderId } = asked
  const { shares } = await officeOrder(ctx, { communityId, orderId })
  if (shares.length !== 1 || shares[0]?.billId !== billId) throw new AppError('record.not_found')
  return { communityId, orderId }
}

const paymentOf = ({ state, amountFen }: Pick<StoredOrder, 'state' | 'amountFen'>): DoorPayment => ({
  state: state === 'paid' ? 'paid' : isOpenOrder(state) ? 'open' : 'over',
  amountFen,
})
