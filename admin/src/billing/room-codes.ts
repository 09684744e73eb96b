import { communitiesApi } from '@linli/shared/communities/api'
import { parseRoomName } from '@linli/shared/imports/room-code'
import { ApiError, call } from '../api-client'
import { runWords as words } from './run-words'

const most = 100
const together = 8

/** Room codes as typed, in any of the usual spellings, each once. */
export const codesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,，、;；]+/)
      .filter(Boolean)
      .map(part => {
        const name = parseRoomName(part)
        return name.ok ? name.code : part
      }),
  ),
]

/** The rooms of typed codes. Throws ApiError naming those that do not exist, or when they are too many. */
export async function findRooms(communityId: string, text: string): Promise<string[]> {
  const codes = codesIn(text)
  if (codes.length > most) throw new ApiError('client.rooms', words.tooMany)
  const found: (string | undefined)[] = []
  for (let at = 0; at < codes.length; at += together)
    found.push(...(await Promise.all(codes.slice(at, at + together).map(code => roomIdOf(communityId, code)))))
  const missing = codes.filter((_, nth) => found[nth] === undefined)
  if (missing.length > 0) throw new ApiError('client.rooms', words.roomMissing(missing.slice(0, 5).join('、')))
  return found.filter(id => id !== undefined)
}

async function roomIdOf(communityId: string, code: string): Promise<string | undefined> {
  const { items } = await call(communitiesApi.listRooms, { communityId, prefix: code, limit: 20 })
  return items.find(room => room.code === code)?.roomId
}
