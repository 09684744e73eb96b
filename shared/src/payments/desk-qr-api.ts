import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, OrderId } from '../ids'
import { deskApi, deskMoney } from './desk-api'
import { OfficeOrder, OnlineChannel } from './schema'

const place = { communityId: CommunityId }
const cashier = { kind: 'office', permission: 'payments:collect' } as const

/** 扫码收款: a code on the clerk's screen that whoever stands there scans. The money is the channel's, not the till's. */
export const deskQrApi = {
  /**
   * The same cashier, bills and amounts get the same open order. As at the counter, `dueFen` is what the clerk saw, and an
   * order that is open on one of the bills is closed at its channel first.
   */
  createDeskQr: endpoint({
    id: 'payments.createDeskQr',
    method: 'POST',
    path: '/v1/c/:communityId/desk/qr-orders',
    summary: '前台扫码收款：生成收款码',
    access: cashier,
    input: {
      ...place,
      channel: OnlineChannel,
      bills: deskApi.collect.input.shape.bills,
      paidBy: deskMoney.paidBy,
      despiteBank: deskApi.collect.input.shape.despiteBank,
    },
    /** `codeUrl` is what the code says; the page's own clock may be wrong, so it is told how long the code lives. */
    output: z.object({ order: OfficeOrder, codeUrl: z.string(), secondsLeft: z.number().int() }),
    idempotent: true,
  }),
  checkDeskQr: endpoint({
    id: 'payments.checkDeskQr',
    method: 'POST',
    path: '/v1/c/:communityId/desk/qr-orders/:orderId/check',
    summary: '前台扫码收款：向渠道查询到账',
    access: cashier,
    input: { ...place, orderId: OrderId },
    output: OfficeOrder,
  }),
  /** At the channel first; `paid` where it turns out to be paid. */
  closeDeskQr: endpoint({
    id: 'payments.closeDeskQr',
    method: 'POST',
    path: '/v1/c/:communityId/desk/qr-orders/:orderId/close',
    summary: '前台扫码收款：取消收款码',
    access: cashier,
    input: { ...place, orderId: OrderId },
    output: OfficeOrder,
  }),
}
