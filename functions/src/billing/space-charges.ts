import type { Period } from '@linli/shared/billing/fee-schema'
import { AreaKind } from '@linli/shared/billing/formula-schema'
import { needsAnchor } from '@linli/shared/billing/periods'
import { refusalSentences } from '@linli/shared/billing/words'
import type { ChargedRoom } from '../communities/charged-room'
import type { ChargedSpace, SpacesByRoom } from '../parking/charged-spaces'
import type { GivenCharge } from './given-charges'
import type { ChargedItem, ItemCharges } from './item-charges'
import { problems } from './words'

/** What a room's spaces are charged in a window, each from its own first day to its last; without days to count from, why not. */
export const spaceCharges =
  (spaces: SpacesByRoom, { cycle, timing }: Pick<ChargedItem, 'cycle' | 'timing'>, periods: ItemCharges['periods']) =>
  (room: ChargedRoom, window: Period): GivenCharge[] =>
    (spaces.get(room.roomId) ?? []).flatMap(space => {
      const { from: start } = space
      const anchor = start ?? room.handoverDate
      if (needsAnchor({ cycle, timing, ...(anchor && { anchor }) }))
        return [{ period: window, charged: thingOf(space), problem: refusalSentences.no_anchor }]
      return periods(window, start, anchor, space.to).map(period => chargeOfSpace(room, space, period))
    })

/** A holder who is nobody of the room is not charged by guess. */
export function chargeOfSpace(room: ChargedRoom, space: ChargedSpace, period: Period): GivenCharge {
  const { holder, areaM2x100 } = space
  const charged = thingOf(space)
  const isOfRoom = holder?.personId === undefined || room.occupancies.some(each => each.personId === holder.personId)
  if (!isOfRoom) return { period, charged, problem: problems.otherHolder(holder.name) }
  const areas = areaM2x100 === undefined ? {} : Object.fromEntries(AreaKind.options.map(kind => [kind, areaM2x100]))
  const anchor = space.from ?? room.handoverDate
  return { period, charged, divisible: true, details: { areas, ...(anchor && { anchor }) } }
}

const thingOf = ({ spaceId, lot, code, version }: ChargedSpace) =>
  ({ type: 'space', id: spaceId, name: `车位 ${lot} ${code}`.trim(), version }) as const
