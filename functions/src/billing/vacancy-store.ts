import { RoomVacancies, type VacancyCase, type VacancySummary } from '@linli/shared/billing/vacancy-schema'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'
import { ofRoomPk } from './register-store'

/** As many decisions as anybody would look back at. */
const mostDecided = 20

export const vacanciesKey = (communityId: string, roomId: string): Key => ({
  pk: ofRoomPk(communityId, roomId),
  sk: 'vacancies',
})
export const vacanciesByTime = (communityId: string) => `C#${communityId}#vacancies`
const vacanciesWaiting = (communityId: string) => `C#${communityId}#vacancies-waiting`

export const vacanciesItem = (record: RoomVacancies): Item => {
  const { communityId, roomId, changedAt, waitingSince } = record
  return {
    ...vacanciesKey(communityId, roomId),
    ...record,
    gs1pk: vacanciesByTime(communityId),
    gs1sk: `${changedAt}#${roomId}`,
    ...(waitingSince && { gs2pk: vacanciesWaiting(communityId), gs2sk: `${waitingSince}#${roomId}` }),
  }
}

type Place = { communityId: string; roomId: string }

export const findVacancies = (ctx: Context, { communityId, roomId }: Place): Promise<RoomVacancies | undefined> =>
  ctx.db.get(vacanciesKey(communityId, roomId), RoomVacancies)

/** Every case of a room, the newest first. */
export async function roomVacancies(ctx: Context, place: Place): Promise<{ cases: VacancyCase[] }> {
  return { cases: ((await findVacancies(ctx, place))?.cases ?? []).toReversed() }
}

export const isWaiting = ({ state }: VacancyCase): boolean => state === 'waiting'

/** The room's cases after a change, on the condition that nobody else wrote meanwhile; one of them waits at most. */
export function vacanciesWrite(
  ctx: Context,
  room: Place & { roomCode: string },
  before: RoomVacancies | undefined,
  cases: VacancyCase[],
): Write {
  const { communityId, roomId, roomCode } = room
  const waiting = cases.find(isWaiting)
  const record: RoomVacancies = {
    communityId,
    roomId,
    roomCode,
    cases: [...cases.filter(each => !isWaiting(each)).slice(-mostDecided), ...(waiting ? [waiting] : [])],
    ...(waiting && { waitingSince: waiting.at }),
    changedAt: ctx.now(),
    version: (before?.version ?? 0) + 1,
  }
  const put = vacanciesItem(record)
  return before ? { put, if: { version: before.version } } : { put, ifAbsent: true }
}

type Asked = { communityId: string; show?: 'waiting' | 'all'; limit: number; cursor?: string | undefined }

/** Rooms that somebody has to look at, the oldest first; or every room, the newest change first. Eventually consistent. */
export async function listVacancies(
  ctx: Context,
  { communityId, show = 'waiting', ...page }: Asked,
): Promise<{ items: VacancySummary[]; cursor?: string }> {
  const place =
    show === 'waiting'
      ? { index: 'gs2' as const, pk: vacanciesWaiting(communityId) }
      : { index: 'gs1' as const, pk: vacanciesByTime(communityId), newestFirst: true }
  const found = await ctx.db.query({ ...place, schema: RoomVacancies, ...page })
  return {
    ...found,
    items: found.items.flatMap(({ cases, ...room }) => {
      const last = cases.at(-1)
      return last ? [{ ...room, last, count: cases.length }] : []
    }),
  }
}

const Waiting = z.object({ waitingSince: z.string() })

/** How many rooms wait to be looked at (at most 100 are counted), and since when. */
export async function waitingVacancies(
  ctx: Context,
  communityId: string,
): Promise<{ count: number; oldest?: string | undefined }> {
  const { items } = await ctx.db.query({
    index: 'gs2',
    pk: vacanciesWaiting(communityId),
    schema: Waiting,
    limit: 100,
  })
  return { count: items.length, ...(items[0] && { oldest: items[0].waitingSince }) }
}
