import { createHash } from 'node:crypto'
import { ChargedRoom, type Developer } from './payer-spans'

/**
 * What the drafts of a room were computed from, as 16 characters: areas, status, handover, occupancies, and who owes
 * while there is no owner. Another text means that the room would be charged otherwise today.
 */
export const roomBasis = (room: ChargedRoom, developer: Developer): string =>
  createHash('sha256')
    .update(JSON.stringify([ChargedRoom.parse(room), developer?.personId, developer?.name]))
    .digest('base64url')
    .slice(0, 16)
