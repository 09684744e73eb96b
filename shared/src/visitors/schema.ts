import * as z from 'zod'
import { ShownMedia } from '../files/media'
import { CommunityId, Id } from '../ids'
import { plainText } from '../plain-text'
import { normalPlate } from '../parking/schema'
import { BusinessDate, Instant } from '../time'

/** 访客、常客（保姆、家教）、送货、施工人员出入证、物品放行条 */
export const PassKind = z.enum(['visit', 'helper', 'delivery', 'permit', 'goods'])
export type PassKind = z.infer<typeof PassKind>

export const PassState = z.enum(['pending', 'active', 'used_up', 'expired', 'revoked', 'refused'])
export type PassState = z.infer<typeof PassState>

export const PassEvent = z.enum(['allow', 'refuse', 'admit_unanswered', 'enter', 'revoke', 'expire'])
export type PassEvent = z.infer<typeof PassEvent>

/** What the visitor calls themselves; it is not checked against any paper. */
export const VisitorName = plainText('称呼', 20)
export const PhoneTail = z.string().regex(/^\d{4}$/, '请填手机号的后四位数字')
const regions = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
/** GA 36-2018: five signs after the office's letter, six where the car runs on new energy; 学 警 港 澳 挂 at the end. */
export const Plate = z
  .string()
  .max(20, '车牌号不对，请检查')
  .transform(normalPlate)
  .refine(
    plate => new RegExp(`^[${regions}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学警港澳挂]$`).test(plate),
    '车牌号不对，请检查',
  )
export const PassCode = z.string().regex(/^\d{7}$/, '通行码是 7 位数字')
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间不对')

/** The days and hours at which a pass opens, on the Beijing clock. Hours that end before they begin cross midnight. */
export const PassWindow = z.object({
  from: BusinessDate,
  to: BusinessDate,
  /** 1 = Monday … 7 = Sunday; absent = every day. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1, '请选星期').max(7).optional(),
  hours: z.object({ from: Clock, to: Clock }).optional(),
})
export type PassWindow = z.infer<typeof PassWindow>

/** Whose word on a walk-in it was: the household's, the office's that telephoned them, or the guard's own. */
export const AnsweredBy = z.enum(['household', 'office', 'guard'])
export type AnsweredBy = z.infer<typeof AnsweredBy>

export const Pass = z.object({
  passId: Id,
  communityId: CommunityId,
  roomId: Id,
  roomCode: z.string(),
  kind: PassKind,
  state: PassState,
  name: z.string(),
  phoneTail: z.string().optional(),
  plateMasked: z.string().optional(),
  /** What is carried out, the work that is done, why a walk-in comes. */
  about: z.string().optional(),
  window: PassWindow,
  allowance: z.number().int(),
  used: z.number().int(),
  /** The one gate that it is for; only there does it open without a network. */
  gate: z.object({ gateId: Id, name: z.string() }).optional(),
  createdAt: Instant,
  /** A walk-in at the gate: until when the household is waited for, how many phones were asked, and who decided. */
  walkIn: z
    .object({
      gateId: Id,
      gateName: z.string(),
      until: Instant,
      asked: z.number().int(),
      answeredBy: AnsweredBy.optional(),
    })
    .optional(),
  reason: z.string().optional(),
  version: z.number().int(),
})
export type Pass = z.infer<typeof Pass>

/** 今天 on the first screen: who waits at a gate for the household's answer, and until when. */
export const GuestAtGate = z.object({ passId: Id, guestName: z.string(), gateName: z.string(), until: Instant })
export type GuestAtGate = z.infer<typeof GuestAtGate>

/** And whom it has invited for today. */
export const GuestExpected = GuestAtGate.pick({ passId: true, guestName: true })
export type GuestExpected = z.infer<typeof GuestExpected>

/** As the household reads it: with what the visitor types at the gate, and the link to hand on. */
export const MyPass = Pass.extend({
  code: PassCode.optional(),
  link: z.string().optional(),
  /** Of a walk-in, by the guard. */
  photo: ShownMedia.optional(),
})
export type MyPass = z.infer<typeof MyPass>

export const PassLink = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{32}[\w-]{43}$/, '这个链接不完整')
export const SignedStep = z.object({ step: z.number().int(), token: z.string() })
export type SignedStep = z.infer<typeof SignedStep>

/** The visitor's own page: nothing of the household but its room. `now`: a phone's clock may be anything. */
export const PassFace = z.object({
  communityName: z.string(),
  officePhone: z.string(),
  roomCode: z.string(),
  kind: PassKind,
  state: PassState,
  name: z.string(),
  about: z.string().optional(),
  window: PassWindow,
  left: z.number().int(),
  gateName: z.string().optional(),
  code: PassCode.optional(),
  now: Instant,
  tokens: z.array(SignedStep),
})
export type PassFace = z.infer<typeof PassFace>

export const Gate = z.object({
  gateId: Id,
  communityId: CommunityId,
  name: z.string(),
  /** The controller's own name of it; without one a person lifts the bar. */
  deviceId: z.string().optional(),
  active: z.boolean(),
  version: z.number().int(),
})
export type Gate = z.infer<typeof Gate>

/** 值班: the one phone that a gate is on; it ends by itself. `phoneId` is drawn by the phone. */
export const Lease = z.object({
  leaseId: Id,
  gateId: Id,
  personId: Id,
  personName: z.string(),
  phoneId: z.string(),
  from: Instant,
  until: Instant,
  /** What was handed over of it later, by who had left meanwhile. */
  handedOver: z.number().int().optional(),
})
export type Lease = z.infer<typeof Lease>
export const ShownLease = Lease.omit({ phoneId: true, handedOver: true })

/** What a guard's phone verifies with: nothing that signs. `key` is base64url of 32 bytes. */
export const PublicPassKey = z.object({ keyId: z.string(), key: z.string() })
export type PublicPassKey = z.infer<typeof PublicPassKey>

export const EntryOutcome = z.enum(['in', 'turned_away'])
export const EntryKind = z.enum([...PassKind.options, 'emergency'])
/** 消防、救护、警车、抢险 */
export const EmergencyKind = z.enum(['fire', 'ambulance', 'police', 'repair'])
export type EmergencyKind = z.infer<typeof EmergencyKind>
/** Why an entry that nobody could check at the time is looked at by a person. */
export const EntryAlarm = z.enum([
  'bad_token',
  'stale_token',
  'no_lease',
  'wrong_gate',
  'not_open',
  'over_allowance',
  'replayed',
  'banned',
  'host_left',
  'guard_left',
])
export type EntryAlarm = z.infer<typeof EntryAlarm>

/** 出入记录: whoever came to a gate, whether let in or not. */
export const Entry = z.object({
  entryId: Id,
  communityId: CommunityId,
  at: Instant,
  gateId: Id,
  gateName: z.string(),
  outcome: EntryOutcome,
  kind: EntryKind,
  passId: Id.optional(),
  roomId: Id.optional(),
  roomCode: z.string().optional(),
  name: z.string().optional(),
  plateMasked: z.string().optional(),
  guard: z.object({ personId: Id, name: z.string() }),
  /** Sent later by a phone that had no network. */
  syncedAt: Instant.optional(),
  alarm: EntryAlarm.optional(),
  /** What somebody of the office found about the alarm. */
  seen: z.object({ by: z.string(), at: Instant, note: z.string() }).optional(),
  reason: z.string().optional(),
})
export type Entry = z.infer<typeof Entry>

export const Ban = z.object({
  banId: Id,
  communityId: CommunityId,
  plateMasked: z.string().optional(),
  name: z.string().optional(),
  phoneTail: z.string().optional(),
  reason: z.string(),
  until: BusinessDate,
  by: z.string(),
  at: Instant,
})
export type Ban = z.infer<typeof Ban>

export const VisitorSettings = z.object({
  /** The longest range of a pass, in days: visits and deliveries; helpers and workers. */
  longestDays: z.number().int().min(1).max(90),
  longestRegularDays: z.number().int().min(1).max(366),
  /** How long a household is waited for at the gate. */
  waitMinutes: z.number().int().min(1).max(30),
  keepDays: z.number().int().min(30).max(365),
  version: z.number().int(),
})
export type VisitorSettings = z.infer<typeof VisitorSettings>
