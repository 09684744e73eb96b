import { AppError } from '@linli/shared/errors'
import { Media } from '@linli/shared/files/media'
import { Id } from '@linli/shared/ids'
import { addMinutes, Instant } from '@linli/shared/time'
import { maskPlate } from '@linli/shared/parking/schema'
import { type AnsweredBy, Entry, MyPass, Pass } from '@linli/shared/visitors/schema'
import { endOf } from '@linli/shared/visitors/window'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'
import { grantsKey } from '../identity/homes'

/** A pass as kept: plate and link are sealed, both found by hashes alone. */
export const StoredPass = MyPass.omit({ link: true, plateMasked: true, photo: true }).extend({
  /** Whose guest it is: while they live in the room, it opens. */
  accountId: Id.optional(),
  plateSealed: z.string().optional(),
  photo: Media.optional(),
  linkHash: z.string().optional(),
  linkSealed: z.string().optional(),
  /** The guard who wrote a walk-in down. */
  guard: Entry.shape.guard.optional(),
  /** The last step whose QR was used: none opens twice. */
  lastStep: z.number().int().optional(),
  endedAt: Instant.optional(),
  /** How long it is kept after its end. */
  keepDays: z.number().int(),
})
export type StoredPass = z.infer<typeof StoredPass>
export type OfPass = { communityId: string; passId: string }

export const passesPk = (communityId: string) => `C#${communityId}#passes`
export const passKey = ({ communityId, passId }: OfPass): Key => ({ pk: passesPk(communityId), sk: passId })
export const codeKey = (communityId: string, code: string): Key => ({ pk: `C#${communityId}#pass-codes`, sk: code })
export const passesOfRoom = (communityId: string, roomId: string) => `C#${communityId}#passes-of#${roomId}`
/** Of the office's permits those that wait, by when they were asked for, and those that open, by when they end. */
export const permitsWaiting = (communityId: string) => `C#${communityId}#permits-waiting`
export const permitsOpen = (communityId: string) => `C#${communityId}#permits-open`
/** Walk-ins that somebody waits for, or was just told of, by when they came. */
export const walkInsPk = (communityId: string) => `C#${communityId}#walk-ins`
export const accountPasses = (accountId: string) => `A#${accountId}#passes`

/** Where passes and entries wait for the clock: reached on purpose. */
export const clockOwner = 'G#visitors#'
export const clockShards = Array.from({ length: 16 }, (_, i) => `${clockOwner}${i}`)
const shardOf = (id: string) => `${clockOwner}${id.charCodeAt(id.length - 1) % clockShards.length}`

const isLive = ({ state }: Pick<Pass, 'state'>) => state === 'pending' || state === 'active'
const dayMinutes = 1_440

/** When the clock next has something to do with it: it expires, or is deleted. */
export const dueOf = (pass: StoredPass): string =>
  isLive(pass) ? endOf(pass.window) : addMinutes(pass.endedAt ?? pass.createdAt, pass.keepDays * dayMinutes)

export function passItem(pass: StoredPass): Item {
  const { communityId, passId, roomId, kind, state, createdAt } = pass
  return {
    ...passKey(pass),
    ...pass,
    ...(kind === 'permit' &&
      state === 'pending' && { gs1pk: permitsWaiting(communityId), gs1sk: `${createdAt}#${passId}` }),
    ...(kind === 'permit' &&
      state === 'active' && { gs1pk: permitsOpen(communityId), gs1sk: `${endOf(pass.window)}#${passId}` }),
    ...(isAtGate(pass) && { gs1pk: walkInsPk(communityId), gs1sk: `${createdAt}#${passId}` }),
    gs2pk: passesOfRoom(communityId, roomId),
    gs2sk: passId,
    gs3pk: shardOf(passId),
    gs3sk: `${dueOf(pass)}#${communityId}`,
  }
}

/** A walk-in whose guard still has to do with them: nobody has answered, they are let in and not inside yet, or were refused by others. */
const isAtGate = ({ walkIn, state }: StoredPass) =>
  walkIn !== undefined &&
  (state === 'pending' || state === 'active' || (state === 'refused' && walkIn.answeredBy !== 'guard'))

/** Whose word on a walk-in it was stays with it. */
export const answeredBy = ({ walkIn }: StoredPass, by: AnsweredBy): Pick<StoredPass, 'walkIn'> =>
  walkIn ? { walkIn: { ...walkIn, answeredBy: by } } : {}

/** One that nobody else has changed since it was read. */
export const passWrite = (next: StoredPass, before: StoredPass | undefined): Write =>
  before ? { put: passItem(next), if: { version: before.version } } : { put: passItem(next), ifAbsent: true }

/** A pass among those of an account; one that is deleted meanwhile leaves nothing behind that its deletion would not find. */
export const ofAccountItems = (ctx: Context, { communityId, passId }: OfPass, accountId: string): Write[] => [
  { put: { pk: accountPasses(accountId), sk: passId, communityId, at: ctx.now() } },
  { check: grantsKey(accountId), if: { version: { atLeast: 0 } } },
]

/** Consistently. Throws record.not_found. */
export async function loadPass(ctx: Context, of: OfPass): Promise<StoredPass> {
  const pass = await ctx.db.get(passKey(of), StoredPass)
  if (!pass) throw new AppError('record.not_found')
  return pass
}

export const plateField = (passId: string) => `pass-plate:${passId}`
export const linkField = (passId: string) => `pass-link:${passId}`

export const plateOf = ({ deps: { secrets } }: Context, { passId, plateSealed }: StoredPass): string | undefined =>
  plateSealed && secrets.open(plateSealed, plateField(passId))

export function passView(ctx: Context, pass: StoredPass): Pass {
  const plate = plateOf(ctx, pass)
  return Pass.parse({ ...pass, ...(plate && { plateMasked: maskPlate(plate) }) })
}

/** What belongs to a pass among the photos of its community. */
export const photoOwner = (passId: string) => `pass#${passId}`

/** As the household reads it. */
export function myPassView(ctx: Context, pass: StoredPass): MyPass {
  const { communityId, passId, linkSealed, code } = pass
  const secret = linkSealed && ctx.deps.secrets.open(linkSealed, linkField(passId))
  return {
    ...passView(ctx, pass),
    ...(isLive(pass) && code && { code }),
    ...(isLive(pass) && secret && { link: `${communityId}${passId}${secret}` }),
  }
}

/** 出入记录 as kept: its plate by hash alone, beside what is shown of it. */
export const StoredEntry = Entry.extend({ plateHash: z.string().optional(), deleteAt: Instant })
export type StoredEntry = z.infer<typeof StoredEntry>

export const entriesPk = (communityId: string) => `C#${communityId}#entries`
export const entryKey = (communityId: string, entryId: string): Key => ({ pk: entriesPk(communityId), sk: entryId })
export const entriesByTime = (communityId: string) => `C#${communityId}#entries-by-time`
export const entriesOfRoom = (communityId: string, roomId: string) => `C#${communityId}#entries-of#${roomId}`
export const entriesListedBy = (communityId: string, name: 'gate' | 'plate' | 'alarm', value: string) =>
  `C#${communityId}#entries-by-${name}#${value}`

export const entryItem = (entry: StoredEntry): Item => ({
  ...entryKey(entry.communityId, entry.entryId),
  ...entry,
  gs1pk: entriesByTime(entry.communityId),
  gs1sk: `${entry.at}#${entry.entryId}`,
  ...(entry.roomId && {
    gs2pk: entriesOfRoom(entry.communityId, entry.roomId),
    gs2sk: `${entry.at}#${entry.entryId}`,
  }),
  gs3pk: shardOf(entry.entryId),
  gs3sk: `${entry.deleteAt}#${entry.communityId}`,
})

export const unseenAlarms = (communityId: string) => entriesListedBy(communityId, 'alarm', 'unseen')

/** Lists by what an entry keeps for ever: a pointer each, written and deleted with it; one of them until it was looked at. */
export function entryPointers({ communityId, entryId, at, gateId, plateHash, alarm, seen }: StoredEntry): Key[] {
  const sk = `${at}#${entryId}`
  return [
    { pk: entriesListedBy(communityId, 'gate', gateId), sk },
    ...(plateHash ? [{ pk: entriesListedBy(communityId, 'plate', plateHash), sk }] : []),
    ...(alarm ? [{ pk: entriesListedBy(communityId, 'alarm', 'all'), sk }] : []),
    ...(alarm && !seen ? [{ pk: unseenAlarms(communityId), sk }] : []),
  ]
}

export const entryWrites = (entry: StoredEntry): Write[] => [
  { put: entryItem(entry), ifAbsent: true },
  ...entryPointers(entry).map(put => ({ put })),
]
