import { parseRoomName } from '@linli/shared/imports/room-code'
import { codeBeginning } from './communities/code-beginning'

export type SearchTarget =
  | { kind: 'room'; code: string }
  | { kind: 'rooms'; prefix: string }
  | { kind: 'phone'; phone: string }
  | { kind: 'order'; orderId: string }
  | { kind: 'number'; number: string }
  | { kind: 'repair'; number: string }
  | { kind: 'complaint'; number: string }
  | { kind: 'name'; name: string }

/**
 * What the one search field means: 32 characters are an order's number, BX and 11 more a repair's, TS a complaint's, 11 digits a phone, a receipt's serial or 16 digits
 * and more a number to find an order by, a room's name in any of the
 * usual spellings a room, anything else with a digit the beginning of a room code, the rest a person's name.
 */
export function searchTarget(text: string): SearchTarget | undefined {
  const plain = text.normalize('NFKC').trim()
  const joined = plain.replace(/[\s-]/g, '')
  if (plain === '') return undefined
  if (/^[0-9A-HJKMNP-TV-Z]{32}$/i.test(joined)) return { kind: 'order', orderId: joined.toUpperCase() }
  if (/^(BX|TS)\d{6}[0-9A-HJKMNP-TV-Z]{5}$/i.test(joined)) {
    const number = `${joined.slice(0, 8)}-${joined.slice(8)}`.toUpperCase()
    return number.startsWith('BX') ? { kind: 'repair', number } : { kind: 'complaint', number }
  }
  if (/^1[3-9]\d{9}$/.test(joined)) return { kind: 'phone', phone: joined }
  if (/^Y?20\d{2}-?\d{6}$/i.test(plain) || /^\d{16,}$/.test(joined)) return { kind: 'number', number: joined }
  const room = parseRoomName(plain)
  if (room.ok) return { kind: 'room', code: room.code }
  return /\d/.test(plain) ? { kind: 'rooms', prefix: codeBeginning(plain) } : { kind: 'name', name: plain }
}
