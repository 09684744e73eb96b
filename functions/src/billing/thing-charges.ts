import type { Period } from '@linli/shared/billing/fee-schema'
import { AreaKind } from '@linli/shared/billing/formula-schema'
import { needsAnchor } from '@linli/shared/billing/periods'
import { refusalSentences } from '@linli/shared/billing/words'
import { maxDate, minDate } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'
import type { Cover } from './cover'
import type { GivenCharge } from './given-charges'
import type { ChargedItem, ItemCharges } from './item-charges'
import { chargedOf, payerOfThing, type Thing } from './things'
import { termsOf, type ThingsToCharge, thingType } from './things-to-charge'

type Item = Pick<ChargedItem, 'feeItemId' | 'formula' | 'cycle' | 'timing'> & Parameters<typeof thingType>[0]

/**
 * What the things of a household are charged in a window, each from its own first day to its last, or as was agreed for it;
 * without days to count from, why not.
 */
export const thingCharges =
  (things: Pick<ThingsToCharge, 'under' | 'covers'>, item: Item, periods: ItemCharges['periods']) =>
  (room: ChargedRoom, window: Period): GivenCharge[] =>
    things.under(room.roomId).flatMap(thing => {
      if (!isCharged(item, thing)) return []
      const isHeld = thing.roomId !== room.roomId
      const cover = things.covers.get(thing.id)
      const terms = termsOf(cover, item.feeItemId, thing)
      const start = [thing.from, terms?.from].reduce((a, b) => (a && b ? maxDate(a, b) : (a ?? b)))
      const end = [thing.to, terms?.to].reduce((a, b) => (a && b ? minDate(a, b) : (a ?? b)))
      const anchor = thing.from ?? start ?? room.handoverDate
      if (needsAnchor({ cycle: item.cycle, timing: item.timing, ...(anchor && { anchor }) }))
        return [
          {
            period: window,
            charged: chargedOf(thing, isHeld),
            problem: refusalSentences.no_anchor,
            ...(cover && { cover }),
          },
        ]
      return periods(window, start, anchor, end).map(period => chargeOfThing(room, thing, period, cover))
    })

/** Of its type; a contract by the one fee item that it names. */
export const isCharged = (item: Item, { type, contract }: Thing): boolean =>
  type === thingType(item) && (!contract || contract.feeItemId === item.feeItemId)

/** A thing's charge for some days, under a room or its holder. */
export function chargeOfThing(room: ChargedRoom, thing: Thing, period: Period, cover?: Cover): GivenCharge {
  const { areaM2x100, contract, roomId, from } = thing
  const isHeld = roomId !== room.roomId
  const areas = areaM2x100 === undefined ? {} : Object.fromEntries(AreaKind.options.map(kind => [kind, areaM2x100]))
  const anchor = from ?? room.handoverDate
  const payer = payerOfThing(thing, isHeld ? undefined : room)
  return {
    period,
    charged: chargedOf(thing, isHeld),
    divisible: true,
    details: { areas, ...(anchor && { anchor }), ...(contract && { contract: contract.terms }) },
    ...(cover && { cover }),
    ...(payer && { payer }),
  }
}
