import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { PositiveFen, TypedFen } from '../money'
import { reasonText } from '../plain-text'
import { deskMoney } from './desk-api'
import { Deposit, PrepaymentLot } from './held-schema'
import { DeskChannel, OfficeOrder } from './schema'

const place = { communityId: CommunityId }
const cashier = { kind: 'office', permission: 'payments:collect' } as const
const refunder = { kind: 'office', permission: 'payments:refund' } as const
const reason = reasonText()

/** 押金 and 预存: money that the office holds for a payer. */
export const heldMoneyApi = {
  takeDeposit: endpoint({
    id: 'payments.takeDeposit',
    method: 'POST',
    path: '/v1/c/:communityId/desk/deposits',
    summary: '收押金',
    access: cashier,
    input: {
      ...place,
      roomId: Id,
      name: z.string().trim().min(2, '请填写押金名称').max(40),
      amountFen: TypedFen,
      ...deskMoney,
    },
    output: OfficeOrder,
    idempotent: true,
  }),
  /** Against the receipt, or a declaration that it is lost; what is kept of it needs a reason. */
  returnDeposit: endpoint({
    id: 'payments.returnDeposit',
    method: 'POST',
    path: '/v1/c/:communityId/desk/deposits/:depositId/return',
    summary: '退押金：凭收据，或凭遗失声明；可扣除',
    access: refunder,
    input: {
      ...place,
      depositId: Id,
      proof: z.enum(['receipt', 'loss']),
      deductedFen: z.number().int().min(0).default(0),
      reason: reason.optional(),
      channel: DeskChannel,
      number: deskMoney.number,
    },
    output: Deposit,
    idempotent: true,
  }),
  takePrepayment: endpoint({
    id: 'payments.takePrepayment',
    method: 'POST',
    path: '/v1/c/:communityId/desk/prepayments',
    summary: '收预存款：一个房屋，可限一个收费项目',
    access: cashier,
    input: { ...place, roomId: Id, feeItemId: Id.optional(), amountFen: TypedFen, ...deskMoney },
    output: OfficeOrder,
    idempotent: true,
  }),
  refundPrepayment: endpoint({
    id: 'payments.refundPrepayment',
    method: 'POST',
    path: '/v1/c/:communityId/desk/prepayments/:lotId/refund',
    summary: '退预存款',
    access: refunder,
    input: { ...place, lotId: Id, amountFen: PositiveFen, reason, number: deskMoney.number },
    output: PrepaymentLot,
    idempotent: true,
  }),
}
