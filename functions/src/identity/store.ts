import { BindingRequest, Consent, FontSize, ResidentApp } from '@linli/shared/identity/schema'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import { OccupancyRole } from '@linli/shared/communities/schema'
import type { Key } from '../db'

/** An identity of one mini-program; its openid, or Alipay's number of a user, is sealed. `consents` is the whole history, newest last. */
export const StoredAccount = z.object({
  accountId: Id,
  app: ResidentApp.default('wechat'),
  openidSealed: z.string(),
  fontSize: FontSize,
  consents: z.array(Consent.extend({ policy: z.string() })),
  /** All binding requests that name the account, newest first, so that they are found by a consistent read. */
  requests: z.array(z.object({ communityId: z.string(), requestId: Id })),
  createdAt: z.string(),
  version: z.number().int(),
})
export type StoredAccount = z.infer<typeof StoredAccount>

export const accountKey = (accountId: string): Key => ({ pk: `A#${accountId}#`, sk: 'account' })
export const sessionsBegin = 'session#'

/**
 * How often an account had a number verified on a day: each time costs the operator money. It outlives the account for a
 * while, so that deleting it does not start the count again.
 */
export const PhoneChecks = z.object({ date: z.string(), count: z.number().int() })
export const phoneChecksKey = (accountId: string): Key => ({ pk: `A#${accountId}#`, sk: 'phone-checks' })

/**
 * What was tried for a number, over all accounts and sessions: the six surnames that a poster offered it, what was
 * tapped of them, and the names that were typed, hashed. It says nothing of a home; whom it is about is a keyed hash.
 */
export const NumberTries = z.object({
  list: z.array(z.string()).optional(),
  taps: z.array(z.object({ surname: z.string(), date: z.string() })),
  typed: z.array(z.object({ hash: z.string(), date: z.string() })),
  version: z.number().int(),
})
export type NumberTries = z.infer<typeof NumberTries>
export const numberTriesKey = (hash: string): Key => ({ pk: `G#tries#${hash}`, sk: 'tries' })

/**
 * A request as kept: who asks, and the number that they verified, sealed. `occupancyId`: by a letter, for somebody whom
 * the register knows; then the name is masked.
 */
export const StoredRequest = BindingRequest.extend({
  accountId: Id,
  phoneSealed: z.string().optional(),
  occupancyId: Id.optional(),
})
export type StoredRequest = z.infer<typeof StoredRequest>
export const requestKey = (communityId: string, requestId: string): Key => ({
  pk: `C#${communityId}#binding#${requestId}`,
  sk: 'request',
})
export const openRequests = (communityId: string) => `C#${communityId}#binding-open`

/** An invitation, found by its code's hash; it lives for 7 days and one use, and dies with the inviter's occupancy. */
export const StoredInvitation = z.object({
  communityId: z.string(),
  communityName: z.string(),
  roomId: Id,
  roomCode: z.string(),
  role: OccupancyRole,
  inviterOccupancyId: Id,
  invitedBy: z.string(),
  expiresAt: z.string(),
  bodyHash: z.string().optional(),
  usedAt: z.string().optional(),
})
export type StoredInvitation = z.infer<typeof StoredInvitation>
export const invitationKey = (communityId: string, codeHash: string): Key => ({
  pk: `C#${communityId}#invitations`,
  sk: codeHash,
})

/** An office person: kept under P#, found at sign-in by the hash of the username. */
export const StoredStaff = z.object({
  personId: Id,
  companyId: Id,
  username: z.string(),
  name: z.string(),
  /** Of the WeChat that signs in on the staff's mini-program. */
  openidHash: z.string().optional(),
  /** The same, sealed: whom a message to the staff's mini-program goes to. */
  openidSealed: z.string().optional(),
})
export type StoredStaff = z.infer<typeof StoredStaff>
export const staffKey = (personId: string): Key => ({ pk: `P#${personId}#`, sk: 'staff' })
export const staffGrantsKey = (personId: string): Key => ({ pk: `P#${personId}#`, sk: 'grants' })

export const Login = z.object({
  personId: Id,
  passwordHash: z.string(),
  totpSealed: z.string(),
  /** The newest TOTP step that was used: it and all before it are spent. */
  lastStep: z.number().int(),
})
export const loginKey = (usernameHash: string): Key => ({ pk: 'G#login#0', sk: usernameHash })

/** Failed sign-ins of one username, known or not. */
export const Attempts = z.object({
  failures: z.number().int(),
  lockedUntil: z.string().optional(),
  version: z.number().int(),
})
export const attemptsKey = (usernameHash: string): Key => ({ pk: 'G#login#0', sk: `${usernameHash}#attempts` })
