import * as z from 'zod'
import { OccupancyRole } from '../communities/schema'
import { CommunityId, Id } from '../ids'
import { Instant } from '../time'

/**
 * What a mini-program code of ours carries (WeChat: at most 32 characters): communityId and 16 characters of secret of a
 * room's letter, or communityId and the id of a poster, which is no secret.
 */
export const Scene = z.string().regex(/^([0-9A-HJKMNP-TV-Z]{22}|[0-9A-HJKMNP-TV-Z]{32})$/, '这个码不对')
export type Scene = z.infer<typeof Scene>

/** What letters and posters say before anybody has signed in: no more than what is printed on them. */
export const LetterFace = z.object({
  kind: z.enum(['letter', 'poster']),
  communityId: CommunityId,
  communityName: z.string(),
  officePhone: z.string(),
  /** Of a letter its room; of a poster its building. */
  roomCode: z.string().optional(),
  building: z.string().optional(),
  expiresAt: Instant,
})
export type LetterFace = z.infer<typeof LetterFace>

/** Who of a letter's room is not bound yet: 王**, and whether this session's number lets the account be them. */
export const LetterPerson = z.object({
  occupancyId: Id,
  nameMasked: z.string(),
  role: OccupancyRole,
  fits: z.boolean(),
})
export type LetterPerson = z.infer<typeof LetterPerson>

/** Letters: an A4 page a room, or 8 labels on an A4 page. Posters: one page of that size. */
export const PrintLayout = z.enum(['page', 'labels', 'A4', 'A3'])
export type PrintLayout = z.infer<typeof PrintLayout>

/** waiting → working → ready; failed says why; revoked: its codes are worth nothing; expired: its time is over. */
export const PrintState = z.enum(['waiting', 'working', 'ready', 'failed', 'revoked', 'expired'])
export type PrintState = z.infer<typeof PrintState>

/** Letters of a building or one of its units, or a building's poster, as a PDF. */
export const Print = z.object({
  printId: Id,
  communityId: CommunityId,
  kind: z.enum(['letters', 'poster']),
  building: z.string(),
  unit: z.string().optional(),
  layout: PrintLayout,
  /** Homes where nobody has joined, or all where somebody is left to join. */
  who: z.enum(['not_joined', 'anyone_left']).optional(),
  state: PrintState,
  /** Letters drawn so far, and all of them. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  problem: z.string().optional(),
  createdAt: Instant,
  createdBy: z.string(),
  /** When the codes end, and the file with them. */
  expiresAt: Instant,
})
export type Print = z.infer<typeof Print>

/** Where somebody lives, and how many of these homes have joined: somebody who lives there has bound an account. */
const counts = { homes: z.number().int(), joined: z.number().int() }

export const JoinedBuilding = z.object({
  building: z.string(),
  rooms: z.number().int(),
  ...counts,
  /** Absent: not counted yet. */
  countedAt: Instant.optional(),
  /** The newest letters: for how many homes, and until when they hold. */
  letters: z.object({ count: z.number().int(), printedAt: Instant, expiresAt: Instant }).optional(),
})
export type JoinedBuilding = z.infer<typeof JoinedBuilding>

export const JoinedTotal = z.object(counts)
export type JoinedTotal = z.infer<typeof JoinedTotal>
