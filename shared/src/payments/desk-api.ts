import * as z from 'zod'
import { BillView } from '../billing/schema'
import { Occupancy, Room } from '../communities/schema'
import { endpoint } from '../contract'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen, PositiveFen, TypedFen } from '../money'
import { oneLine, reasonText } from '../plain-text'
import { BusinessDate } from '../time'
import { Deposit, PrepaymentLot } from './held-schema'
import { DeskChannel, OfficeOrder, OnlineChannel } from './schema'
import { Receipt } from './receipt-schema'

const place = { communityId: CommunityId }
const cashier = { kind: 'office', permission: 'payments:collect' } as const

const refunder = { kind: 'office', permission: 'payments:refund' } as const
/** 0: a month that others paid for, 交几送几. */
const noneOrMore = Fen.min(0)
const reason = reasonText()

/** Bills that somebody of the office chose, each with what they saw due and what it gets. */
export const chosenBills = z
  .array(z.strictObject({ roomId: Id, billId: Id, dueFen: noneOrMore, amountFen: noneOrMore }))
  .min(1)
  .max(40, '一次最多收 40 笔，请分两次')

/** How money comes over the counter. */
export const deskMoney = {
  channel: DeskChannel,
  /** POS slip, bank serial, cheque number: the channel's own; cash has none. */
  number: z.string().trim().min(2, '请填写单号').max(40).optional(),
  /** Cash as it was handed over; the change follows from it. */
  tenderedFen: TypedFen.optional(),
  /** The day the channel took it, for a transfer or cheque that came earlier: late fee counts to this day. */
  paidOn: BusinessDate.optional(),
  paidBy: oneLine('付款人', 60),
  /** The clerk was told that this number was taken that day, and takes the money all the same. */
  despiteNumber: z.literal(true).optional(),
}

/** What the counter needs of a household, on one day: what it owes, what it has with us. */
export const DeskRoom = z.object({
  room: Room.pick({ roomId: true, code: true, status: true }),
  residents: z.array(Occupancy.pick({ personId: true, personName: true, role: true })),
  bills: z.array(BillView),
  lots: z.array(PrepaymentLot),
  deposits: z.array(Deposit),
  /** 扫码收款: what each entity can be paid by. */
  scan: z.array(z.object({ entityId: Id, channel: OnlineChannel })),
})
export type DeskRoom = z.infer<typeof DeskRoom>

/** 前台收款: everything that happens at the counter. */
export const deskApi = {
  /**
   * `on`: the day to which late fees are counted; today unless said otherwise. `billId`: one that was issued just now, which
   * the list of open bills may not have yet.
   */
  deskRoom: endpoint({
    id: 'payments.deskRoom',
    method: 'GET',
    path: '/v1/c/:communityId/desk/rooms/:roomId',
    summary: '收费台：一户的未缴账单、预存和押金',
    access: cashier,
    input: { ...place, roomId: Id, on: BusinessDate.optional(), billId: Id.optional() },
    output: DeskRoom,
  }),
  /**
   * `dueFen` is what the clerk saw; another sum today is refused. `amountFen` below it is a part payment, principal first.
   * Bills that an open order holds: it is closed at the channel, and settled instead if it proves paid.
   */
  collect: endpoint({
    id: 'payments.collect',
    method: 'POST',
    path: '/v1/c/:communityId/desk/payments',
    summary: '前台收款：现金、刷卡、转账、支票，可部分缴',
    access: cashier,
    input: {
      ...place,
      bills: chosenBills,
      ...deskMoney,
      /** The clerk knows that the bank is debiting these bills: what it takes all the same becomes a prepayment. */
      despiteBank: z.literal(true).optional(),
    },
    output: OfficeOrder,
    idempotent: true,
  }),
  /** All that is left of the order, or some of its bills, each with how much; back the way it came. Answers the red receipt. */
  refund: endpoint({
    id: 'payments.refund',
    method: 'POST',
    path: '/v1/c/:communityId/desk/refunds',
    summary: '前台退款：整笔或部分，账单回到未缴',
    access: refunder,
    input: {
      ...place,
      orderId: OrderId,
      bills: z
        .array(z.strictObject({ billId: Id, amountFen: PositiveFen }))
        .min(1)
        .max(40)
        .optional(),
      reason,
      number: deskMoney.number,
    },
    output: Receipt,
    idempotent: true,
  }),
}
