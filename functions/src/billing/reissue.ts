import { publishedState } from '@linli/shared/billing/bill-state'
import type { Bill } from '@linli/shared/billing/schema'
import { AppError } from '@linli/shared/errors'
import { maxDate, minDate } from '@linli/shared/time'
import { loadCommunity } from '../communities/community'
import { loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { chargeGiven, chargePeriod } from './charge-room'
import type { ItemCover } from './cover'
import { overlaps } from './day-ranges'
import { billOf, chargeOf } from './draft-bill'
import { loadFeeItem } from './fee-item-store'
import type { GivenCharge } from './given-charges'
import { ItemCharges } from './item-charges'
import { chargesOf } from './meter-charges'
import { chargedDays } from './payer-spans'
import { shareAgain } from './pool-charges'
import { loadReading, type StoredReading } from './reading-store'
import { loadSpace } from '../parking/charged-spaces'
import { chargeOfSpace } from './space-charges'

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
  const { communityId, feeItemId, object, runId } = voided
  const [item, room, { developer }] = await Promise.all([
    loadFeeItem(ctx, communityId, feeItemId),
    loadRoom(ctx, communityId, object.id),
    loadCommunity(ctx, communityId),
  ])
  const charged = chargedDays(room, developer)
  const terms = cover?.terms
  const { period } = voided
  const from = [charged?.from, terms?.from].reduce<string>((last, day) => maxDate(last, day ?? last), period.from)
  const to = minDate(terms?.to ?? period.to, period.to)
  if (!charged || from > to || terms?.exemptReason !== undefined) return []
  const own = { from, to }
  const given = reading ? chargesOf([reading]) : await givenAgain(ctx, voided)
  if (!given && item.scope === 'assigned' && !terms) return []
  const charges = new ItemCharges(item)
  const lines = given
    ? given
        .flatMap(each => chargeGiven(room, charges, cover, developer, each))
        .filter(line => overlaps(line.period, own))
    : chargePeriod(room, charges, cover, developer, own)
  const publishedAt = ctx.now()
  return lines.map(line => {
    if (line.flag === 'failed' || !line.payer)
      throw new AppError('billing.no_tariff', line.problem ? { message: line.problem } : {})
    const stored = {
      ...line,
      roomId: object.id,
      code: room.code,
      feeItemId,
    }
    const charge = chargeOf(communityId, stored, item, ctx.today())
    const state = publishedState(line.amountFen)
    return billOf(charge, { state, publishedAt, runId, replacesBillId: voided.billId })
  })
}

/** What a bill of given days was of. Its whole is computed again; only what overlaps the voided days is issued. */
async function givenAgain(ctx: Context, bill: Bill): Promise<GivenCharge[] | undefined> {
  const { communityId, object, charged, lines } = bill
  const inputs = lines[0]?.inputs
  if (inputs?.kind === 'meter' && charged) {
    const { readOn } = inputs
    return chargesOf([await loadReading(ctx, { communityId, roomId: object.id, meterId: charged.id, readOn })])
  }
  if (charged?.type === 'space') {
    const [room, space] = await Promise.all([
      loadRoom(ctx, communityId, object.id),
      loadSpace(ctx, communityId, charged.id),
    ])
    return space?.roomId === object.id ? [chargeOfSpace(room, space, bill.period)] : []
  }
  if (inputs?.kind !== 'shared') return undefined
  return shareAgain(ctx, { communityId, poolId: inputs.poolId, roomCode: object.code })
}
