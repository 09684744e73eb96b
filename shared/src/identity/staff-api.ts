import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { FieldRole, OfficeRole } from '../permissions'
import { oneLine } from '../plain-text'
import { Instant } from '../time'
import { Staff } from './schema'

const place = { communityId: CommunityId }
const manager = { kind: 'office', permission: 'identity:manage' } as const

/** 邀请码: sixteen characters, said and typed in fours; whoever has it may bind their WeChat to this person, once. */
export const StaffInvitation = z.object({ personId: Id, name: z.string(), code: z.string(), expiresAt: Instant })
export type StaffInvitation = z.infer<typeof StaffInvitation>

/** Somebody who was invited to the staff's mini-program, and how far that came. */
export const InvitedStaff = z.object({
  personId: Id,
  name: z.string(),
  roles: z.array(OfficeRole),
  state: z.enum(['invited', 'expired', 'joined', 'dismissed']),
  expiresAt: Instant,
  joinedAt: Instant.optional(),
})
export type InvitedStaff = z.infer<typeof InvitedStaff>

const StaffName = oneLine('姓名', 30)
/** As typed or scanned: spaces, hyphens and small letters do not count. */
export const StaffCode = z
  .string()
  .max(40)
  .transform(text => text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0'))
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, '邀请码是 16 位字母和数字'))

/** People in the field and their mini-program, which is another one than the residents'. */
export const staffApi = {
  inviteStaff: endpoint({
    id: 'identity.inviteStaff',
    method: 'POST',
    path: '/v1/c/:communityId/staff',
    summary: '邀请员工：维修、秩序维护、调度',
    access: manager,
    input: { ...place, name: StaffName, roles: z.array(FieldRole).min(1, '请选岗位').max(3) },
    output: StaffInvitation,
    idempotent: true,
  }),
  /** A new phone, a new WeChat, a lost code: the code before and the sign-in before end with it. */
  inviteStaffAgain: endpoint({
    id: 'identity.inviteStaffAgain',
    method: 'POST',
    path: '/v1/c/:communityId/staff/:personId/invitation',
    summary: '再发一个员工邀请码',
    access: manager,
    input: { ...place, personId: Id },
    output: StaffInvitation,
    idempotent: true,
  }),
  listStaff: endpoint({
    id: 'identity.listStaff',
    method: 'GET',
    path: '/v1/c/:communityId/staff',
    summary: '邀请过的员工',
    access: manager,
    input: { ...place, ...pageInput },
    output: page(InvitedStaff),
  }),
  /** By the code of wx.login in the staff's mini-program; the first time with the invitation. */
  signInStaff: endpoint({
    id: 'identity.signInStaff',
    method: 'POST',
    path: '/v1/identity/staff/sign-in',
    summary: '员工登录',
    access: { kind: 'public' },
    input: { code: z.string().min(1).max(200), invitation: StaffCode.optional() },
    output: z.object({ token: z.string(), staff: Staff }),
  }),
}
