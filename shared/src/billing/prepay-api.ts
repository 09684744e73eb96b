import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { AtOnce } from './discounts'
import { mostPrepaid, Period, Rounding } from './fee-schema'
import { BillView } from './schema'

const place = { communityId: CommunityId, roomId: Id }
const resident = { kind: 'home', roles: ['owner', 'tenant', 'family'], bills: true } as const
const cashier = { kind: 'office', permission: 'payments:collect' } as const

/** 可预缴 of one fee item, for each space or vehicle apart: the bills that would be issued, one after the other, with what each costs. */
export const PrepayOffer = z.object({
  /** The household that it is bought under: the room, or what somebody holds of no room. */
  roomId: Id,
  feeItemId: Id,
  /** With the space or vehicle that it is for, where it is. */
  feeItemName: z.string(),
  thingId: Id.optional(),
  payerName: z.string(),
  monthsEach: z.number().int(),
  rounding: Rounding,
  discount: AtOnce.optional(),
  /** `onTimeFen`: what 按时缴优惠 takes off it. */
  periods: z.array(Period.extend({ amountFen: Fen, onTimeFen: Fen.optional() })).max(mostPrepaid),
  /** Why no later ones are offered, where it is not the setting. */
  ends: z.string().optional(),
})
export type PrepayOffer = z.infer<typeof PrepayOffer>

const Offers = z.object({ offers: z.array(PrepayOffer) })
/** `amountFen` is what the person saw, before 优惠: another sum is refused. */
const bought = {
  feeItemId: Id,
  thingId: Id.optional(),
  count: z.number().int().min(1).max(mostPrepaid),
  amountFen: Fen,
}
const Bought = z.object({ bills: z.array(BillView) })

export const prepayApi = {
  myPrepayOffers: endpoint({
    id: 'billing.myPrepayOffers',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/my-prepay',
    summary: '我家可以预缴的月份',
    access: resident,
    input: place,
    output: Offers,
  }),
  /** Issues the bills at once; they are paid as any others are. */
  prepayMine: endpoint({
    id: 'billing.prepayMine',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/my-prepay',
    summary: '预缴：马上出这几个月的账单',
    access: resident,
    input: { ...place, ...bought },
    output: Bought,
    idempotent: true,
  }),
  cancelMyPrepay: endpoint({
    id: 'billing.cancelMyPrepay',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/my-prepay/:purchaseId/cancel',
    summary: '不预缴了：还没付的几张账单一起取消',
    access: resident,
    input: { ...place, purchaseId: Id, billId: Id },
    output: z.object({ count: z.number().int() }),
  }),
  prepayOffers: endpoint({
    id: 'billing.prepayOffers',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/prepay',
    summary: '一户可以预缴的月份',
    access: cashier,
    input: place,
    output: Offers,
  }),
  prepayForRoom: endpoint({
    id: 'billing.prepayForRoom',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/prepay',
    summary: '前台预缴：马上出这几个月的账单',
    access: cashier,
    input: { ...place, ...bought },
    output: Bought,
    idempotent: true,
  }),
  /** `billId`: any bill of the purchase. Refused once money came for one of them. */
  cancelPrepay: endpoint({
    id: 'billing.cancelPrepay',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/prepay/:purchaseId/cancel',
    summary: '取消预缴：还没付的几张账单一起作废',
    access: cashier,
    input: { ...place, purchaseId: Id, billId: Id },
    output: z.object({ count: z.number().int() }),
  }),
}

/** What an offer is told apart by: one fee item can be offered for several spaces. */
export const offerKey = ({ feeItemId, thingId }: Pick<PrepayOffer, 'feeItemId' | 'thingId'>): string =>
  thingId === undefined ? feeItemId : `${feeItemId}.${thingId}`
