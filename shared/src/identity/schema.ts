import * as z from 'zod'
import { OccupancyRole } from '../communities/schema'
import { CommunityId, Id } from '../ids'
import { OfficeRole } from '../permissions'
import { BusinessDate, Instant } from '../time'

/** A room that an account may act for: part of its grants, read consistently with every request. */
export const Home = z.object({
  communityId: CommunityId,
  communityName: z.string(),
  officePhone: z.string(),
  roomId: Id,
  roomCode: z.string(),
  occupancyId: Id,
  personId: Id,
  personName: z.string(),
  role: OccupancyRole,
  from: BusinessDate,
  to: BusinessDate.optional(),
  /** Owes by agreement, or was let in by an owner: sees the room's bills within the dates. */
  seesBills: z.boolean(),
})
export type Home = z.infer<typeof Home>

/** The app that a resident signed in with: an account belongs to one, which is also the channel that it pays by. */
export const ResidentApp = z.enum(['wechat', 'alipay'])
export type ResidentApp = z.infer<typeof ResidentApp>

export const FontSize = z.enum(['standard', 'large', 'xlarge'])
export type FontSize = z.infer<typeof FontSize>

/** Purposes that are asked for one by one; refusing one blocks nothing else (个人信息保护法 14, 16). */
export const ConsentPurpose = z.enum(['privacy', 'phone', 'messages'])
export type ConsentPurpose = z.infer<typeof ConsentPurpose>
export const Consent = z.object({ purpose: ConsentPurpose, granted: z.boolean(), at: Instant })
export type Consent = z.infer<typeof Consent>

export const BindingRequest = z.object({
  requestId: Id,
  communityId: CommunityId,
  communityName: z.string(),
  roomId: Id,
  roomCode: z.string(),
  name: z.string(),
  role: OccupancyRole,
  phoneMasked: z.string().optional(),
  note: z.string().optional(),
  state: z.enum(['pending', 'approved', 'refused']),
  reason: z.string().optional(),
  createdAt: Instant,
})
export type BindingRequest = z.infer<typeof BindingRequest>

/** The signed-in resident. `homes` holds today's only. */
export const Me = z.object({
  accountId: Id,
  homes: z.array(Home),
  requests: z.array(BindingRequest),
  fontSize: FontSize,
  consents: z.array(Consent),
  phoneMasked: z.string().optional(),
})
export type Me = z.infer<typeof Me>

export const Invitation = z.object({
  code: z.string(),
  communityName: z.string(),
  roomCode: z.string(),
  role: OccupancyRole,
  invitedBy: z.string(),
  expiresAt: Instant,
})
export type Invitation = z.infer<typeof Invitation>

export const Member = z.object({
  occupancyId: Id,
  name: z.string(),
  role: OccupancyRole,
  seesBills: z.boolean(),
  bound: z.boolean(),
  me: z.boolean(),
})
export type Member = z.infer<typeof Member>

/** An office person; a grant is role × community. */
export const Grant = z.object({ communityId: CommunityId, communityName: z.string(), role: OfficeRole })
export type Grant = z.infer<typeof Grant>
export const Staff = z.object({
  personId: Id,
  username: z.string(),
  name: z.string(),
  grants: z.array(Grant),
  dismissed: z.boolean(),
})
export type Staff = z.infer<typeof Staff>
