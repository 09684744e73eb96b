import type { Assignment, Vacant } from '@linli/shared/billing/registers'
import { RoomTerms } from '@linli/shared/billing/room-terms'
import type { Write } from '../db-write'
import { derivedId } from '../secrets'
import type { Cover, ItemCover } from './cover'
import type { StoredFeeItem } from './fee-item-store'
import { assignmentItem } from './register-store'

type Room = { roomId: string; code: string }

/**
 * A room's cover and register with these vacancies for a fee item: they stand beside its days and terms, where runs,
 * reissues and 补差 read them. Without any, and with nothing else agreed, both are as before.
 */
export function withVacancies(
  item: StoredFeeItem,
  room: Room,
  cover: Cover['items'],
  vacancies: Vacant[],
): { items: Cover['items']; assignment: Assignment; write: Write } {
  const { communityId, feeItemId } = item
  const { terms, ...days }: ItemCover = cover[feeItemId] ?? { ranges: [] }
  const { vacancies: _before, ...others } = terms ?? {}
  const kept = vacancies.length > 0 ? { ...others, vacancies } : others
  const isAgreed = Object.keys(kept).length > 0 || (terms !== undefined && item.scope === 'assigned')
  const assignment: Assignment = {
    assignmentId: derivedId('terms', communityId, room.roomId, feeItemId),
    communityId,
    roomId: room.roomId,
    roomCode: room.code,
    feeItemId,
    feeItemName: item.name,
    applies: true,
    ...RoomTerms.parse(others),
    ...(vacancies.length > 0 && { vacancies }),
  }
  const record = assignmentItem({ ...assignment, version: 1 })
  return {
    items: { ...cover, [feeItemId]: isAgreed ? { ...days, terms: kept } : days },
    assignment,
    write: isAgreed ? { put: record } : { delete: { pk: record.pk, sk: record.sk } },
  }
}
