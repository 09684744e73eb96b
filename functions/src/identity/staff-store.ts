import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Key } from '../db'

/** Somebody who was invited here to the staff's mini-program; `codeHash` is of the invitation that is open. */
export const InvitedPerson = z.object({
  personId: Id,
  name: z.string(),
  codeHash: z.string(),
  expiresAt: z.string(),
  joinedAt: z.string().optional(),
  version: z.number().int(),
})
export type InvitedPerson = z.infer<typeof InvitedPerson>
export const invitedPk = (communityId: string) => `C#${communityId}#staff`
export const invitedKey = (communityId: string, personId: string): Key => ({ pk: invitedPk(communityId), sk: personId })

/** An invitation of staff, found by its code's hash; it lives for 7 days and one use. */
export const StaffCodeItem = z.object({
  communityId: z.string(),
  personId: Id,
  expiresAt: z.string(),
  bodyHash: z.string().optional(),
  usedBy: z.string().optional(),
})
export type StaffCodeItem = z.infer<typeof StaffCodeItem>
export const staffCodeKey = (communityId: string, codeHash: string): Key => ({
  pk: `C#${communityId}#staff-invitations`,
  sk: codeHash,
})

/** Whose a WeChat of the staff's mini-program is, found by a one-way hash of its openid. */
export const staffLinks = 'G#staff#'
export const StaffLink = z.object({ personId: Id })
export const staffLinkKey = (openidHash: string): Key => ({ pk: `${staffLinks}${openidHash}`, sk: 'person' })

export const PhoneSession = z.object({ sk: z.string(), phone: z.literal(true).optional() })
