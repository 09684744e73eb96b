import { parseRoomName } from '@linli/shared/imports/room-code'

/** What a person types, as the beginning of a room code: 3栋2单元1501 is 3-2-1501. */
export function codeBeginning(text: string): string {
  const name = parseRoomName(text)
  return name.ok ? name.code : text.normalize('NFKC').trim().toUpperCase()
}
