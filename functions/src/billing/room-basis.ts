import { createHash } from 'node:crypto'
import { ChargedRoom } from '../communities/charged-room'
import { broughtAlong, type Cover } from './cover'
import type { Developer } from './payer-spans'

/**
 * What the drafts of a room were computed from, as 16 characters: areas, status, handover, occupancies, who owes while
 * there is no owner, and which days were paid or owed before. Another text means that the room would be charged otherwise
 * today.
 */
export function roomBasis(room: ChargedRoom, developer: Developer, cover?: Cover): string {
  const brought = broughtAlong(cover)
  return createHash('sha256')
    .update(JSON.stringify([ChargedRoom.parse(room), developer?.personId, developer?.name, ...brought]))
    .digest('base64url')
    .slice(0, 16)
}
