import { CreditLot, DeskLot, type LotMovement, OpeningLot } from '@linli/shared/payments/held-schema'
import type { Taken } from '@linli/shared/payments/at-desk-schema'

import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item } from '../db'
import type { Write } from '../db-write'
import type { NewOrder } from './desk-order'
import { liveLotsKey, lotKey, lotsOfRoomKey } from './store'

/** 预存 that pays bills as they come: taken at the counter, brought along, or credited. */
export const PayersLot = z.discriminatedUnion('reason', [DeskLot, OpeningLot, CreditLot])
export type PayersLot = z.infer<typeof PayersLot>

/** The new lot of an order that takes 预存. */
export function deskLotItem(order: NewOrder, takes: Taken, feeItemName?: string): Write {
  const lot: DeskLot = {
    lotId: takes.id,
    communityId: order.communityId,
    reason: 'desk',
    object: takes.object,
    payer: takes.payer,
    orderId: order.orderId,
    channel: order.channel,
    entityId: order.entityId,
    ...(takes.feeItemId && { feeItemId: takes.feeItemId, feeItemName }),
    amountFen: order.amountFen,
    leftFen: order.amountFen,
    // Of the day that its posting is of, also where it is entered later.
    createdAt: order.paidAt,
  }
  return { put: payersLotItem(lot), ifAbsent: true }
}

/** A payer's lot where it is found: under its room, and while something is left of it among those that can pay bills. */
export const payersLotItem = (lot: PayersLot): Item => ({
  ...lotKey(lot.communityId, lot.lotId),
  ...lot,
  gs1pk: lotsOfRoomKey(lot.communityId, lot.object.id),
  gs1sk: lot.createdAt,
  ...(lot.leftFen > 0 && {
    gs2pk: liveLotsKey(lot.communityId),
    gs2sk: `${sortCode(lot.object.code)}#${lot.createdAt}#${lot.lotId}`,
  }),
})

/** Takes something off a lot, where nobody else has since it was read. */
export const takeFromLot = (ctx: Context, lot: PayersLot, taken: Omit<LotMovement, 'date'>): Write => {
  const leftFen = lot.leftFen - taken.amountFen
  return {
    update: {
      key: lotKey(lot.communityId, lot.lotId),
      set: { leftFen },
      append: { movements: { date: ctx.today(), ...taken } },
      ...(leftFen === 0 && { remove: ['gs2pk', 'gs2sk'] }),
    },
    if: { leftFen: lot.leftFen },
  }
}

/** Whether nothing of a lot was used or given back. */
export async function isLotWhole(ctx: Context, communityId: string, lotId: string): Promise<boolean> {
  const lot = await ctx.db.get(lotKey(communityId, lotId), PayersLot)
  return lot !== undefined && lot.leftFen === lot.amountFen
}
