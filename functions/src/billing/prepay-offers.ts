import { onTimeOff } from '@linli/shared/billing/discounts'
import { isLiable } from '@linli/shared/billing/disputes'
import { mostPrepaid } from '@linli/shared/billing/fee-schema'
import { nextPeriod } from '@linli/shared/billing/periods'
import type { PrepayOffer } from '@linli/shared/billing/prepay-api'
import { isPrepaidFor, monthsOfCycle } from '@linli/shared/billing/purchase'
import type { Payer } from '@linli/shared/billing/schema'
import type { Community } from '@linli/shared/communities/schema'
import { addMonths, addDays, minDate, monthEnd } from '@linli/shared/time'
import { loadCommunity } from '../communities/community'
import type { ChargedRoom } from '../communities/charged-room'
import type { Context } from '../context'
import { anchorOf, chargeRoom, type RunLine } from './charge-room'
import { roomsAndCovers } from './charged-rooms'
import type { Cover } from './cover'
import { listFeeItems, type StoredFeeItem } from './fee-item-store'
import { loadHousehold } from './household'
import { ItemCharges } from './item-charges'
import { ownHome } from './own-bill'

type Place = { communityId: string; roomId: string }
type Found = { room: ChargedRoom; version: number; cover: Cover | undefined }
/** A charge that would be the next bill, and who owes it. */
export type Ahead = RunLine & { payer: Payer }

/** What a resident can prepay at home: of what they owe or are liable for. */
export async function myPrepayOffers(ctx: Context, place: Place): Promise<{ offers: PrepayOffer[] }> {
  const { personId } = ownHome(ctx, place)
  return offersOf(ctx, place, payer => isLiable(personId, { payer }))
}

/** What a household can prepay at the counter. Throws record.not_found. */
export async function prepayOffers(ctx: Context, place: Place): Promise<{ offers: PrepayOffer[] }> {
  await loadHousehold(ctx, place.communityId, place.roomId)
  return offersOf(ctx, place, () => true)
}

async function offersOf(
  ctx: Context,
  { communityId, roomId }: Place,
  isTheirs: (payer: Payer) => boolean,
): Promise<{ offers: PrepayOffer[] }> {
  const [items, { developer }, [found]] = await Promise.all([
    listFeeItems(ctx, communityId),
    loadCommunity(ctx, communityId),
    roomsAndCovers(ctx, communityId, [roomId]),
  ])
  const { room } = found ?? {}
  if (!found || !room) return { offers: [] }
  const offers = items.flatMap(item => {
    const { lines, ends } = linesAhead(item, { ...found, room }, developer, ctx.today())
    const [first] = lines
    return first && isTheirs(first.payer) ? [offerOf(item, lines, ends)] : []
  })
  return { offers }
}

/**
 * The bills that would come next for a room, from the period that holds today on, as far ahead as the item lets: without
 * days that are billed or paid, up to the first that cannot be computed, or that somebody else owes. Prices that are
 * decided already count with their days. None of an item that is not prepaid.
 */
export function linesAhead(
  item: StoredFeeItem,
  { room, cover }: Found,
  developer: Community['developer'],
  today: string,
): { lines: Ahead[]; ends?: string } {
  const { prepayMonths, active, cycle, timing } = item
  if (!prepayMonths || !active || !isPrepaidFor(item)) return { lines: [] }
  const current = nextPeriod(cycle, today, anchorOf(room, cover?.items[item.feeItemId]?.terms))
  const last = monthEnd(addMonths(`${today.slice(0, 7)}-01`, prepayMonths))
  const from = timing === 'prepaid' && current ? minDate(current.from, today) : today
  const all = chargeRoom(room, new ItemCharges(item), cover?.items[item.feeItemId], developer, { from, to: last })
  const lines: Ahead[] = []
  for (const line of all) {
    const { payer, problem, period } = line
    if (period.to > last || lines.length === mostPrepaid) break
    if (!payer) return { lines, ...(problem && { ends: problem }) }
    const [first] = lines
    if (first && JSON.stringify(first.payer) !== JSON.stringify(payer)) break
    lines.push({ ...line, payer })
  }
  return { lines }
}

function offerOf(item: StoredFeeItem, lines: Ahead[], ends: string | undefined): PrepayOffer {
  const { feeItemId, name, rounding, atOnce, cycle, onTimeBp } = item
  return {
    feeItemId,
    feeItemName: name,
    payerName: lines[0]?.payer.name ?? '',
    monthsEach: monthsOfCycle(cycle) ?? 1,
    rounding,
    ...(atOnce && { discount: atOnce }),
    periods: lines.map(({ period, amountFen }) => {
      const bill = { amountFen, dueFen: amountFen, dueDate: addDays(period.to, 1) }
      const onTimeFen = onTimeBp ? onTimeOff({ ...bill, onTime: { rateBp: onTimeBp, rounding } }, period.from) : 0
      return { ...period, amountFen, ...(onTimeFen > 0 && { onTimeFen }) }
    }),
    ...(ends && { ends }),
  }
}
