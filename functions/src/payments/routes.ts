import { merchantApi } from '@linli/shared/payments/merchant-api'
import { merchants, setMerchants } from './set-merchants'
import { paymentsApi } from '@linli/shared/payments/api'
import { deskApi } from '@linli/shared/payments/desk-api'
import { deskQrApi } from '@linli/shared/payments/desk-qr-api'
import { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import { doorQrApi } from '@linli/shared/payments/door-qr-api'
import * as z from 'zod'
import { reaching } from '../context'
import { route } from '../http'
import { bankRoutes } from './bank-routes'
import { checkOrder, ownOrder } from './check-order'
import { closeOrder } from './close-order'
import { collect } from './collect'
import { createOrder } from './create-order'
import { createDeskQr } from './desk-qr'
import { deskRoom } from './desk-room'
import { checkDoorQr, closeDoorQr, createDoorQr } from './door-qr'
import { dueOfAll } from './due-of-all'
import { checkDeskQr, closeDeskQr } from './follow-desk-qr'
import { listDeposits } from './opening-lots'
import { payLinkRoutes } from './pay-link-routes'
import { printReceipt } from './print-receipt'
import { myReceipt, myReceipts } from './my-receipts'
import { listReceipts, orderAndRefunds, receiptAndRefund } from './list-receipts'
import { listOrders, myPrepayments } from './receipts'
import { withRefunds } from './list-refunds'
import { refundOrder } from './refund-order'
import { refundPrepayment } from './refund-prepayment'
import { refundRoutes } from './refund-routes'
import { returnDeposit } from './return-deposit'
import { shownToPayer } from './shown-to-payer'
import { takeDeposit } from './take-deposit'
import { takePrepayment } from './take-prepayment'
import { reconciliationRoutes } from './reconciliation-routes'
import { ledgerKey } from './store'

const Balances = z.object({ seq: z.number().int(), accounts: z.record(z.string(), z.number().int()).default({}) })

export const routes = [
  route(paymentsApi.createOrder, createOrder),
  route(paymentsApi.dueOfAll, dueOfAll),
  route(paymentsApi.getOrder, async (ctx, { orderId }) =>
    shownToPayer(await withRefunds(ctx, await ownOrder(ctx, orderId))),
  ),
  route(paymentsApi.checkOrder, async (ctx, { orderId }) =>
    shownToPayer(await withRefunds(ctx, await checkOrder(ctx, orderId))),
  ),
  route(paymentsApi.closeOrder, async (ctx, { orderId }) => {
    const { communityId } = await ownOrder(ctx, orderId)
    return shownToPayer(await closeOrder(reaching(ctx, `C#${communityId}#`), orderId))
  }),
  route(paymentsApi.myReceipts, myReceipts),
  route(paymentsApi.myReceipt, (ctx, { orderId }) => myReceipt(ctx, orderId)),
  route(paymentsApi.myPrepayments, ctx => myPrepayments(ctx)),
  route(paymentsApi.listOrders, listOrders),
  route(paymentsApi.officeOrder, orderAndRefunds),
  route(paymentsApi.listReceipts, listReceipts),
  route(paymentsApi.getReceipt, async (ctx, input) => (await receiptAndRefund(ctx, input)).receipt),
  route(paymentsApi.printReceipt, printReceipt),
  route(paymentsApi.listDeposits, listDeposits),
  route(deskApi.deskRoom, deskRoom),
  route(deskApi.collect, collect),
  route(deskApi.refund, refundOrder),
  route(deskQrApi.createDeskQr, createDeskQr),
  route(deskQrApi.checkDeskQr, checkDeskQr),
  route(deskQrApi.closeDeskQr, closeDeskQr),
  route(doorQrApi.createDoorQr, createDoorQr),
  route(doorQrApi.checkDoorQr, checkDoorQr),
  route(doorQrApi.closeDoorQr, closeDoorQr),
  route(heldMoneyApi.takeDeposit, takeDeposit),
  route(heldMoneyApi.returnDeposit, returnDeposit),
  route(heldMoneyApi.takePrepayment, takePrepayment),
  route(heldMoneyApi.refundPrepayment, refundPrepayment),
  ...payLinkRoutes,
  ...bankRoutes,
  ...reconciliationRoutes,
  ...refundRoutes,
  route(merchantApi.merchants, merchants),
  route(merchantApi.setMerchants, setMerchants),
  route(
    paymentsApi.balances,
    async (ctx, { communityId }) => (await ctx.db.get(ledgerKey(communityId), Balances)) ?? { seq: 0, accounts: {} },
  ),
]
