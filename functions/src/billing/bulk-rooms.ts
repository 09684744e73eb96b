import { parseRoomName } from '@linli/shared/imports/room-code'
import { listRooms, loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import type { TaskOf } from './bulk-kinds'
import { Cover, coverKey } from './cover'

type Room = NonNullable<Awaited<ReturnType<typeof loadRooms>>[number]>
export type ChosenRoom = { room: Room; cover: Cover | undefined }
type Chosen = { rooms: ChosenRoom[]; missing: string[] }
const together = 40

/** The rooms of a job with their covers, some at a time: those of a list, or by a beginning of their codes; and by status. */
export async function* chosenRooms(
  ctx: Context,
  communityId: string,
  { codes, prefix, status }: TaskOf<'payers'>,
): AsyncGenerator<Chosen> {
  for await (const { rooms, missing } of codes
    ? listedRooms(ctx, communityId, codes)
    : roomsBeginning(ctx, communityId, prefix)) {
    const meant = rooms.filter(room => status === undefined || room.status === status)
    const keys = meant.map(({ roomId }) => coverKey(communityId, roomId))
    const covers = keys.length > 0 ? await ctx.db.getMany(keys, Cover) : []
    yield { rooms: meant.map((room, i) => ({ room, cover: covers[i] })), missing }
  }
}

async function* roomsBeginning(ctx: Context, communityId: string, prefix: string | undefined) {
  let cursor: string | undefined
  do {
    const page = await listRooms(ctx, communityId, { prefix, limit: together, cursor })
    yield { rooms: page.items, missing: [] }
    cursor = page.cursor
  } while (cursor !== undefined)
}

async function* listedRooms(ctx: Context, communityId: string, written: readonly string[]) {
  const codes = [...new Set(written.map(codeOf))]
  for (let at = 0; at < codes.length; at += together) {
    const some = codes.slice(at, at + together)
    const ids = some.map(code => roomIdOf(communityId, code))
    const found = await loadRooms(ctx, communityId, ids)
    yield { rooms: found.flatMap(room => room ?? []), missing: some.filter((_, i) => found[i] === undefined) }
  }
}

/** In any of the usual spellings. */
function codeOf(text: string): string {
  const name = parseRoomName(text)
  return name.ok ? name.code : text
}
