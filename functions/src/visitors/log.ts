import { Id } from '@linli/shared/ids'
import { addDays, instantAt } from '@linli/shared/time'
import { Entry, type Pass } from '@linli/shared/visitors/schema'
import type { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import * as z from 'zod'
import type { Context } from '../context'
import { markHashes } from './bans'
import { roomIdCalled } from './household'
import {
  entriesByTime,
  entriesListedBy,
  entriesOfRoom,
  entryKey,
  passView,
  permitsOpen,
  permitsWaiting,
  StoredEntry,
  StoredPass,
  unseenAlarms,
} from './store'

type Asked = z.output<typeof visitorDeskApi.log.input>
type Part = { limit: number; cursor?: string | undefined; between?: [string, string] }
type Found = { items: Entry[]; cursor?: string }

/** 出入记录 under one filter, each a key of its own, newest first; of a day under each of them. Throws request.invalid. */
export async function log(ctx: Context, asked: Asked): Promise<Found> {
  const { communityId, date, room, gateId, plate, alarmed, unseen, ...page } = asked
  const between: [string, string] | undefined = date
    ? [instantAt(date, '00:00'), instantAt(addDays(date, 1), '00:00')]
    : undefined
  const part = { ...(between && { between }), ...page }
  const newest = { schema: StoredEntry, newestFirst: true, ...part }
  if (plate) return ofPlate(ctx, communityId, plate, part)
  if (room) {
    const pk = entriesOfRoom(communityId, roomIdCalled(communityId, room, 'room'))
    return shown(await ctx.db.query({ index: 'gs2', pk, ...newest }))
  }
  if (gateId) return pointed(ctx, communityId, entriesListedBy(communityId, 'gate', gateId), part)
  if (unseen) return pointed(ctx, communityId, unseenAlarms(communityId), part)
  if (alarmed) return pointed(ctx, communityId, entriesListedBy(communityId, 'alarm', 'all'), part)
  return shown(await ctx.db.query({ index: 'gs1', pk: entriesByTime(communityId), ...newest }))
}

const shown = ({ items, cursor }: { items: StoredEntry[]; cursor?: string }): Found => ({
  items: items.map(entry => Entry.parse(entry)),
  ...(cursor && { cursor }),
})

const Pointer = z.object({ sk: z.string() })

/** What a list of pointers names, newest first: two reads. */
async function pointed(ctx: Context, communityId: string, pk: string, page: Part): Promise<Found> {
  const found = await ctx.db.query({ pk, schema: Pointer, newestFirst: true, ...page })
  const keys = found.items.map(({ sk }) => entryKey(communityId, Id.parse(sk.slice(sk.indexOf('#') + 1))))
  const items = (await ctx.db.getMany(keys, StoredEntry)).filter(entry => entry !== undefined)
  return shown({ items, ...(found.cursor && { cursor: found.cursor }) })
}

/** Under the newest key with its pages, under an older one the newest of it. */
async function ofPlate(ctx: Context, communityId: string, plate: string, { cursor, ...part }: Part): Promise<Found> {
  const [newest = '', ...older] = markHashes(ctx, communityId, { plate })
  const first = await pointed(ctx, communityId, entriesListedBy(communityId, 'plate', newest), {
    ...part,
    ...(cursor && { cursor }),
  })
  if (cursor !== undefined || older.length === 0) return first
  const rest = await Promise.all(
    older.map(hash => pointed(ctx, communityId, entriesListedBy(communityId, 'plate', hash), part)),
  )
  return { ...first, items: [first, ...rest].flatMap(({ items }) => items) }
}

/** Permits that wait for the office, the oldest first, or those that open, what ends next first. */
export async function permits(
  ctx: Context,
  { communityId, state, ...page }: z.output<typeof visitorDeskApi.permits.input>,
): Promise<{ items: Pass[]; cursor?: string }> {
  const pk = (state === 'pending' ? permitsWaiting : permitsOpen)(communityId)
  const found = await ctx.db.query({ index: 'gs1', pk, schema: StoredPass, ...page })
  return { ...found, items: found.items.map(pass => passView(ctx, pass)) }
}
