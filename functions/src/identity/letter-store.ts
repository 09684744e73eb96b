import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import { Print } from '@linli/shared/identity/letter-schema'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Context } from '../context'
import { AnyItem, type Item, type Key } from '../db'

/** A printing as kept. Each of its codes follows from the secret, which is sealed, and gone once they are all issued. */
export const StoredPrint = Print.extend({
  secretSealed: z.string().optional(),
  /** So many of its rooms have their new code. */
  issued: z.number().int(),
  /** While it is worked on: when somebody should look after it. */
  dueAt: z.string().optional(),
  resumed: z.number().int(),
  version: z.number().int(),
})
export type StoredPrint = z.infer<typeof StoredPrint>

export const printsPk = (communityId: string) => `C#${communityId}#prints`
export const printKey = (communityId: string, printId: string): Key => ({ pk: printsPk(communityId), sk: printId })
/** Printings that are to be looked after, over all communities, by the moment. */
export const printsDue = 'G#prints#0'

export function printItem(print: StoredPrint): Item {
  const due = print.state === 'ready' ? print.expiresAt : print.dueAt
  const key = printKey(print.communityId, print.printId)
  return { ...key, ...print, ...(due && { gs3pk: printsDue, gs3sk: due }) }
}

/** The file of a printing; it goes when the codes end. */
export const printFile = ({ communityId, printId }: Pick<Print, 'communityId' | 'printId'>) =>
  `C/${communityId}/prints/${printId}.pdf`

const printPk = (communityId: string, printId: string) => `C#${communityId}#print#${printId}`
/** The rooms of a printing, chosen once: whoever goes on prints the same. */
export const PrintRooms = z.object({ rooms: z.array(z.object({ roomId: Id, code: z.string() })) })
export type PrintRoom = z.infer<typeof PrintRooms>['rooms'][number]
export const printRoomsKey = (communityId: string, printId: string): Key => ({
  pk: printPk(communityId, printId),
  sk: 'rooms',
})
/** Drawn so far: written often and alone. */
export const printProgressKey = (communityId: string, printId: string): Key => ({
  pk: printPk(communityId, printId),
  sk: 'progress',
})
const Progress = z.object({ done: z.number().int() })

/** The printing with its progress, in one consistent read. Throws record.not_found. */
export async function loadPrint(ctx: Context, communityId: string, printId: string): Promise<StoredPrint> {
  const keys = [printKey(communityId, printId), printProgressKey(communityId, printId)]
  const [found, progress] = await ctx.db.getMany<unknown>(keys, AnyItem)
  if (!found) throw new AppError('record.not_found')
  const print = StoredPrint.parse(found)
  const so = print.state === 'working' ? Progress.safeParse(progress).data : undefined
  return so ? { ...print, progress: { ...print.progress, done: so.done } } : print
}

/** Where a letter's code leads; found by the code's hash, the code itself is kept nowhere. */
export const StoredCode = z.object({ roomId: Id, building: z.string() })
export const codeKey = (communityId: string, codeHash: string): Key => ({
  pk: `C#${communityId}#letters`,
  sk: codeHash,
})

/** The one live code of a room. A code that this item does not name is worth nothing. */
export const StoredLetter = z.object({
  communityId: z.string(),
  roomId: Id,
  building: z.string(),
  codeHash: z.string(),
  printId: Id,
  expiresAt: z.string(),
  /** Occupancies that were bound by it: each once. */
  bound: z.array(Id),
  version: z.number().int(),
})
export type StoredLetter = z.infer<typeof StoredLetter>
export const lettersPk = (communityId: string, building: string) => `C#${communityId}#letters-in#${sortCode(building)}`
export const letterKey = (communityId: string, building: string, roomId: string): Key => ({
  pk: lettersPk(communityId, building),
  sk: roomId,
})

/** Homes and the joined among them, of one building; kept by recounts. */
export const StoredJoined = z.object({
  building: z.string(),
  homes: z.number().int().default(0),
  joined: z.number().int().default(0),
  countedAt: z.string().optional(),
  letters: z.object({ count: z.number().int(), printedAt: z.string(), expiresAt: z.string() }).optional(),
  version: z.number().int().optional(),
})
export type StoredJoined = z.infer<typeof StoredJoined>
export const joinedPk = (communityId: string) => `C#${communityId}#joined`
export const joinedKey = (communityId: string, building: string): Key => ({
  pk: joinedPk(communityId),
  sk: sortCode(building),
})

/** The community's sums, in shards that follow from the building, so that recounts side by side rarely meet in one. */
export const joinedShards = 16
export const joinedTotalPk = (communityId: string) => `C#${communityId}#joined-total`
export const joinedTotalKey = (communityId: string, building: string): Key => ({
  pk: joinedTotalPk(communityId),
  sk: String([...building].reduce((sum, sign) => (sum * 10 + (sign.codePointAt(0) ?? 0)) % joinedShards, 0)),
})
