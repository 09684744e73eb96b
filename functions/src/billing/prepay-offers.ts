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
import { anchorOf, chargeGivenOf, chargeRoom, type RunLine } from './charge-room'
import { roomsAndCovers } from './charged-rooms'
import type { Cover } from './cover'
import { listFeeItems, type StoredFeeItem } from './fee-item-store'
import { loadHousehold } from './household'
import { ItemCharges } from './item-charges'
import { ownHome } from './own-bill'
import { type Parked, parkedOf } from './parked-things'
import { thingCharges } from './thing-charges'
import { holderRoom, type Thing } from './things'

type Place = { communityId: string; roomId: string }
/** A room or a holder as it is now; `held`: a holder, who has no days of their own. */
export type Household = {
  room: ChargedRoom
  version: number
  cover: Cover | undefined
  parked: Parked
  held: boolean
}
/** A charge that would be the next bill, and who owes it. */
export type Ahead = RunLine & { payer: Payer }

/** What a resident can prepay at home, and of what they hold of no room: where they owe or are liable. */
export async function myPrepayOffers(ctx: Context, { communityId, roomId }: Place): Promise<{ offers: PrepayOffer[] }> {
  const { personId } = ownHome(ctx, { communityId, roomId })
  return offersOf(ctx, communityId, [...new Set([roomId, personId])], payer => isLiable(personId, { payer }))
}

/** What a household can prepay at the counter. Throws record.not_found. */
export async function prepayOffers(ctx: Context, place: Place): Promise<{ offers: PrepayOffer[] }> {
  await loadHousehold(ctx, place.communityId, place.roomId)
  return offersOf(ctx, place.communityId, [place.roomId], () => true)
}

async function offersOf(
  ctx: Context,
  communityId: string,
  placeIds: readonly string[],
  isTheirs: (payer: Payer) => boolean,
): Promise<{ offers: PrepayOffer[] }> {
  const [items, { developer }] = await Promise.all([listFeeItems(ctx, communityId), loadCommunity(ctx, communityId)])
  // Most communities offer nothing: nobody's household is read for that.
  const offered = items.filter(isOffered)
  if (offered.length === 0) return { offers: [] }
  const places = await Promise.all(placeIds.map(placeId => householdAhead(ctx, communityId, placeId, offered)))
  const offers = places
    .flatMap(found => found ?? [])
    .flatMap(found =>
      offered.flatMap(item =>
        thingsOf(item, found).flatMap(thing => {
          const { lines, ends } = linesAhead(item, found, developer, ctx.today(), thing)
          const [first] = lines
          return first && isTheirs(first.payer) ? [offerOf(found.room.roomId, item, lines, ends, thing)] : []
        }),
      ),
    )
  return { offers }
}

/**
 * A household with its days, and its spaces and vehicles where one of these items is offered for such. Undefined: there is
 * none of this id, or it holds nothing.
 */
export async function householdAhead(
  ctx: Context,
  communityId: string,
  placeId: string,
  items: readonly StoredFeeItem[],
): Promise<Household | undefined> {
  const [found] = await roomsAndCovers(ctx, communityId, [placeId])
  const isParking = items.some(item => item.charges !== undefined && isOffered(item))
  const none: Parked = { things: [], covers: new Map() }
  const parked = isParking ? await parkedOf(ctx, communityId, placeId, found?.room) : none
  const room = found?.room ?? (parked.holder && holderRoom(parked.holder))
  return room && { ...found, room, version: found?.version ?? 0, cover: found?.cover, parked, held: !found?.room }
}

/** What of a household an item charges: each of its spaces or vehicles, or the room itself (undefined). */
const thingsOf = ({ charges }: StoredFeeItem, { held, parked }: Household): (Thing | undefined)[] => {
  if (charges === undefined) return held ? [] : [undefined]
  return parked.things.filter(({ type }) => type === charges)
}

const isOffered = (item: StoredFeeItem) => item.prepayMonths !== undefined && item.active && isPrepaidFor(item)

/**
 * The bills that would come next for a room, or for a thing of a household, from the period that holds today on, as far
 * ahead as the item lets: without days that are billed or paid, up to the first that cannot be computed, or that somebody
 * else owes. Prices that are decided already count with their days. None of an item that is not prepaid.
 */
export function linesAhead(
  item: StoredFeeItem,
  { room, cover, parked }: Household,
  developer: Community['developer'],
  today: string,
  thing?: Thing,
): { lines: Ahead[]; ends?: string } {
  const { prepayMonths, cycle, timing } = item
  if (!prepayMonths || !isOffered(item)) return { lines: [] }
  const current = nextPeriod(cycle, today, thing?.from ?? anchorOf(room, cover?.items[item.feeItemId]?.terms))
  const last = monthEnd(addMonths(`${today.slice(0, 7)}-01`, prepayMonths))
  const window = { from: timing === 'prepaid' && current ? minDate(current.from, today) : today, to: last }
  const charges = new ItemCharges(item)
  const all = thing
    ? chargeGivenOf(room, new ItemCharges(item, chargesOf(item, charges, parked, thing)), cover, developer, window)
    : chargeRoom(room, charges, cover?.items[item.feeItemId], developer, window)
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

const chargesOf = (item: StoredFeeItem, charges: ItemCharges, { covers }: Parked, thing: Thing) =>
  thingCharges({ under: () => [thing], covers }, item, (...asked) => charges.periods(...asked))

function offerOf(
  roomId: string,
  item: StoredFeeItem,
  lines: Ahead[],
  ends: string | undefined,
  thing: Thing | undefined,
): PrepayOffer {
  const { feeItemId, name, rounding, atOnce, cycle, onTimeBp } = item
  return {
    roomId,
    feeItemId,
    feeItemName: thing ? `${name}（${thing.name}）` : name,
    ...(thing && { thingId: thing.id }),
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
