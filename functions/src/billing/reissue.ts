import { publishedState } from '@linli/shared/billing/bill-state'
import type { Period } from '@linli/shared/billing/fee-schema'
import type { Bill } from '@linli/shared/billing/schema'
import { AppError } from '@linli/shared/errors'
import { maxDate, minDate } from '@linli/shared/time'
import { loadCommunity } from '../communities/community'
import type { ChargedRoom } from '../communities/charged-room'
import { loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { chargeGiven, chargePeriod } from './charge-room'
import type { ItemCover } from './cover'
import { overlaps, uncovered } from './day-ranges'
import { billOf, chargeOf } from './draft-bill'
import { loadFeeItem } from './fee-item-store'
import type { GivenCharge } from './given-charges'
import { ItemCharges } from './item-charges'
import { chargesOf } from './meter-charges'
import { chargedDays } from './payer-spans'
import { shareAgain } from './pool-charges'
import { loadReading, type StoredReading } from './reading-store'
import { loadThing } from './load-thing'
import { chargeOfThing } from './thing-charges'
import { holderOf, holderRoom, isOfRoom, type Thing } from './things'

/**
 * The bills that take a voided one's place: its days, computed from today's room, owners and tariffs; one for each payer
 * of these days. `cover` is without the voided bill; `reading` instead of the one that is kept. Throws billing.no_tariff with the reason when they cannot be computed.
 */
export async function reissuedBills(
  ctx: Context,
  voided: Bill,
  cover: ItemCover | undefined,
  reading?: StoredReading,
): Promise<Bill[]> {
  const { communityId, feeItemId, runId, period } = voided
  const [item, thing, { developer }] = await Promise.all([
    loadFeeItem(ctx, communityId, feeItemId),
    loadThing(ctx, voided),
    loadCommunity(ctx, communityId),
  ])
  const room = await householdNow(ctx, voided, thing)
  const charged = chargedDays(room, developer)
  const terms = cover?.terms
  const from = [charged?.from, terms?.from, thing?.from].reduce<string>(
    (last, day) => maxDate(last, day ?? last),
    period.from,
  )
  const to = [terms?.to, thing?.to].reduce<string>((last, day) => minDate(last, day ?? last), period.to)
  if (from > to || terms?.exemptReason !== undefined) return []
  const own = { from, to }
  const given = reading ? chargesOf([reading]) : await givenAgain(ctx, voided, room, thing, own)
  if (!charged && !given?.some(({ payer }) => payer)) return []
  if ((!given || thing) && item.scope === 'assigned' && !terms) return []
  const charges = new ItemCharges(item)
  const lines = given
    ? given
        .flatMap(each => chargeGiven(room, charges, cover, developer, each))
        .filter(line => overlaps(line.period, own))
    : uncovered(own, terms?.gaps ?? []).flatMap(days => chargePeriod(room, charges, cover, developer, days))
  const publishedAt = ctx.now()
  return lines.map(line => {
    if (line.flag === 'failed' || !line.payer)
      throw new AppError('billing.no_tariff', line.problem ? { message: line.problem } : {})
    const stored = {
      ...line,
      roomId: room.roomId,
      code: room.code,
      feeItemId,
      ...(isHeld(room, thing, voided) && { held: true as const }),
    }
    const charge = chargeOf(communityId, stored, item, ctx.today())
    const state = publishedState(line.amountFen)
    return billOf(charge, { state, publishedAt, runId, replacesBillId: voided.billId })
  })
}

/** The household of now: what stands under a holder follows who holds it. */
async function householdNow(
  ctx: Context,
  { communityId, object }: Bill,
  thing: Thing | undefined,
): Promise<ChargedRoom> {
  const roomId = thing ? thing.roomId : object.type === 'room' ? object.id : undefined
  const room = roomId === undefined ? undefined : await loadRoom(ctx, communityId, roomId)
  if (room && (!thing || isOfRoom(thing, room))) return room
  return holderRoom((thing && holderOf(thing)) ?? object)
}

const isHeld = ({ roomId }: ChargedRoom, thing: Thing | undefined, { object }: Bill): boolean =>
  thing ? thing.roomId !== roomId : object.type === 'holder'

/** What a bill of given days was of. Its whole is computed again; only what overlaps the voided days is issued. */
async function givenAgain(
  ctx: Context,
  bill: Bill,
  room: ChargedRoom,
  thing: Thing | undefined,
  own: Period,
): Promise<GivenCharge[] | undefined> {
  const { communityId, object, charged, lines } = bill
  const inputs = lines[0]?.inputs
  if (inputs?.kind === 'meter' && charged) {
    const { readOn } = inputs
    return chargesOf([await loadReading(ctx, { communityId, roomId: object.id, meterId: charged.id, readOn })])
  }
  if (charged && charged.type !== 'meter') return thing ? [chargeOfThing(room, thing, own)] : []
  if (inputs?.kind !== 'shared') return undefined
  return shareAgain(ctx, { communityId, poolId: inputs.poolId, roomCode: object.code })
}
