import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen } from '../money'
import { OnlineChannel } from './schema'

const place = { communityId: CommunityId, repairId: Id }
const worker = { kind: 'office', permission: 'repairs:work' } as const
const base = '/v1/c/:communityId/door-payments/:repairId' as const

/** How the payment of a repair's bill stands, and nothing else of the household's. */
export const DoorPayment = z.object({ state: z.enum(['open', 'paid', 'over']), amountFen: Fen })
export type DoorPayment = z.infer<typeof DoorPayment>

/** 上门收款: a code on the phone of whoever did the repair, for the one bill of that order. */
export const doorQrApi = {
  /** Asked again it is the same open order; `paid` without a code where the bill is paid already. */
  createDoorQr: endpoint({
    id: 'payments.createDoorQr',
    method: 'POST',
    path: `${base}/qr-orders`,
    summary: '上门扫码收款：生成这张工单的收款码',
    access: worker,
    input: { ...place, channel: OnlineChannel },
    output: DoorPayment.extend({
      code: z.object({ orderId: OrderId, codeUrl: z.string(), secondsLeft: z.number().int() }).optional(),
    }),
    idempotent: true,
  }),
  checkDoorQr: endpoint({
    id: 'payments.checkDoorQr',
    method: 'POST',
    path: `${base}/qr-orders/:orderId/check`,
    summary: '上门扫码收款：向渠道查询到账',
    access: worker,
    input: { ...place, orderId: OrderId },
    output: DoorPayment,
  }),
  /** At the channel first; `paid` where it turns out to be paid. */
  closeDoorQr: endpoint({
    id: 'payments.closeDoorQr',
    method: 'POST',
    path: `${base}/qr-orders/:orderId/close`,
    summary: '上门扫码收款：取消收款码',
    access: worker,
    input: { ...place, orderId: OrderId },
    output: DoorPayment,
  }),
}
