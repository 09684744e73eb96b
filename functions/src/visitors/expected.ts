import { beijingDate, type BusinessDate, Instant } from '@linli/shared/time'
import { GuestExpected, PassWindow } from '@linli/shared/visitors/schema'
import { endOf, isDayOf } from '@linli/shared/visitors/window'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import { Household } from '../communities/rooms'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { phonesOf } from './household'
import type { StoredPass } from './store'

/** `accountId`: whose guest it is. */
const Guest = GuestExpected.extend({ window: PassWindow, createdAt: Instant, accountId: Id.optional() })
const Expected = z.object({ expected: z.array(Guest), version: z.number().int() })

/** Whom a household has invited and who may still come, for its first screen: one record of a room, read with its bills. */
export const expectedKey = (communityId: string, roomId: string): Key => ({
  pk: `C#${communityId}#at-gate-of#${roomId}`,
  sk: 'expected',
})
export const expectedShape = { expected: Expected.shape.expected }
const Kept = z.object(expectedShape)

/** More than these nobody reads on a first screen; all of them are in the list of passes. */
const mostKept = 20

/** Guests, not who comes each week, nor who was asked about at the gate. */
const isGuest = ({ kind, walkIn }: StoredPass) => (kind === 'visit' || kind === 'delivery') && !walkIn

/** What a pass that was made, or has ended, changes in it; conditioned on what was read. */
export async function expectedWrites(ctx: Context, pass: StoredPass): Promise<Write[]> {
  if (!isGuest(pass)) return []
  const { communityId, roomId, passId, name, window, createdAt, accountId } = pass
  const key = expectedKey(communityId, roomId)
  const known = await ctx.db.get(key, Expected)
  const others = (known?.expected ?? []).filter(each => each.passId !== passId)
  const isComing = pass.state === 'active'
  if (!isComing && others.length === (known?.expected.length ?? 0)) return []
  const all = isComing ? [...others, { passId, guestName: name, window, createdAt, accountId }] : others
  const expected = all
    .filter(each => endOf(each.window) > ctx.now())
    .sort((a, b) => (a.window.from < b.window.from ? -1 : a.window.from > b.window.from ? 1 : 0))
    .slice(0, mostKept)
  const put = { ...key, expected, version: (known?.version ?? 0) + 1 }
  return [known ? { put, if: { version: known.version } } : { put, ifAbsent: true }]
}

/** Who comes today; nobody whom an earlier household invited, or somebody who lives there no more: their passes do not open. */
export function guestsToday(ctx: Context, item: unknown, livesThereFrom: BusinessDate, room: unknown): GuestExpected[] {
  if (item === undefined) return []
  const guests = Kept.parse(item).expected.filter(
    ({ window, createdAt }) =>
      isDayOf(window, ctx.today()) && endOf(window) > ctx.now() && livesThereFrom <= beijingDate(createdAt),
  )
  if (guests.length === 0) return []
  const hosts = phonesOf(ctx, Household.parse(room))
  return guests
    .filter(({ accountId }) => accountId === undefined || hosts.includes(accountId))
    .map(each => GuestExpected.parse(each))
}
