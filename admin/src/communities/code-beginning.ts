import { buildingBeginning } from '@linli/shared/communities/building-beginning'
import { parseRoomName } from '@linli/shared/imports/room-code'

/** What a person types, as the beginning of a room code: 3栋2单元1501 is 3-2-1501, 3栋 is 3-. */
export function codeBeginning(text: string): string {
  const name = parseRoomName(text)
  if (name.ok) return name.code
  const plain = text.normalize('NFKC').trim().toUpperCase()
  return /[栋幢座楼]$/.test(plain) ? `${buildingBeginning(plain)}-` : plain
}
