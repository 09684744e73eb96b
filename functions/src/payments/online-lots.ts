import { DeskLot, type LotMovement, PaidLot } from '@linli/shared/payments/held-schema'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item } from '../db'
import type { Write } from '../db-write'
import { payersLotItem } from './desk-lots'
import { lotKey } from './store'

/** What an order's money became: a lot of its account, or of a household where no account is behind it. */
export const OrderLot = z.discriminatedUnion('reason', [PaidLot, DeskLot])
export type OrderLot = z.infer<typeof OrderLot>

export const getOrderLot = (ctx: Context, communityId: string, lotId: string): Promise<OrderLot | undefined> =>
  ctx.db.get(lotKey(communityId, lotId), OrderLot)

/** A lot with this much less, or more where it is below 0; where nobody else has moved it since it was read. */
export const moveLot = (ctx: Context, lot: OrderLot, moved: Omit<LotMovement, 'date'>): Write =>
  lotUpdate(lot, { leftFen: lot.leftFen - moved.amountFen }, { movements: { date: ctx.today(), ...moved } })

/** A lot that more of its payment has become. */
export const growLot = (lot: OrderLot, fen: number): Write =>
  lotUpdate(lot, { leftFen: lot.leftFen + fen, amountFen: lot.amountFen + fen })

function lotUpdate(
  lot: OrderLot,
  set: { leftFen: number; amountFen?: number },
  append?: { movements: LotMovement },
): Write {
  const isUsedUp = set.leftFen === 0 && lot.reason === 'desk'
  return {
    update: {
      key: lotKey(lot.communityId, lot.lotId),
      set: { ...set, ...liveIndex({ ...lot, ...set }) },
      ...(append && { append }),
      ...(isUsedUp && { remove: ['gs2pk', 'gs2sk'] }),
    },
    if: { leftFen: lot.leftFen, amountFen: lot.amountFen },
  }
}

/** A household's lot pays bills while something is left of it. */
function liveIndex(lot: OrderLot): Record<string, unknown> {
  if (lot.reason !== 'desk') return {}
  const { gs2pk, gs2sk }: Item = payersLotItem(lot)
  return gs2pk === undefined ? {} : { gs2pk, gs2sk }
}
