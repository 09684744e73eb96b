import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { plainText } from '../plain-text'
import { Instant } from '../time'
import {
  EmergencyKind,
  Entry,
  EntryOutcome,
  Gate,
  Pass,
  PassCode,
  PhoneTail,
  Plate,
  PublicPassKey,
  ShownLease,
  VisitorName,
} from './schema'

const place = { communityId: CommunityId }
const at = { ...place, gateId: Id }
const base = '/v1/c/:communityId/gates' as const
const one = `${base}/:gateId` as const
const guard = { kind: 'office', permission: 'visitors:guard' } as const
const phoneId = z.string().regex(/^[\w-]{16,64}$/)
/** Drawn by the phone for each deed at the gate: sent again it is the same. */
const sendId = Id
const Token = z.string().max(700)

/** One look at somebody's pass: may they come in, and what the guard's next tap needs. */
export const Looked = z.object({
  may: z.boolean(),
  why: z.string().optional(),
  pass: Pass.optional(),
  /** Good for three minutes at this gate. */
  ticket: z.string().optional(),
})
export type Looked = z.infer<typeof Looked>

export const OfflineEntry = z.object({
  sendId,
  gateId: Id,
  /** By the phone's clock. */
  at: Instant,
  leaseId: Id.optional(),
  token: Token,
  /** Instead of a pass: nobody stops these. */
  emergency: EmergencyKind.optional(),
  outcome: EntryOutcome,
  /** Why somebody was not let in. */
  reason: plainText('原因', 60).optional(),
})
export type OfflineEntry = z.infer<typeof OfflineEntry>

/** 门岗: what guards do at a gate. */
export const gateApi = {
  gates: endpoint({
    id: 'visitors.gates',
    method: 'GET',
    path: base,
    summary: '各个门、谁在值班、手机验码用的公钥',
    access: guard,
    input: place,
    output: z.object({
      gates: z.array(Gate.extend({ lease: ShownLease.optional() })),
      keys: z.array(PublicPassKey),
      now: Instant,
      officePhone: z.string(),
    }),
  }),
  takeLease: endpoint({
    id: 'visitors.takeLease',
    method: 'POST',
    path: `${one}/lease`,
    summary: '到门岗值班，或续班：一个门一台手机',
    access: guard,
    input: { ...at, phoneId },
    output: ShownLease,
  }),
  endLease: endpoint({
    id: 'visitors.endLease',
    method: 'POST',
    path: `${one}/lease/end`,
    summary: '下班',
    access: guard,
    input: { ...at, phoneId },
    output: z.object({}),
  }),
  scan: endpoint({
    id: 'visitors.scan',
    method: 'POST',
    path: `${one}/scan`,
    summary: '扫访客的二维码，或输通行码',
    access: guard,
    input: { ...at, token: Token.optional(), code: PassCode.optional() },
    output: Looked,
  }),
  admit: endpoint({
    id: 'visitors.admit',
    method: 'POST',
    path: `${one}/admit`,
    summary: '放行：记一次进门',
    access: guard,
    input: { ...at, ticket: z.string().max(200), sendId },
    output: z.object({ entry: Entry, left: z.number().int(), barrier: z.enum(['opened', 'by_hand', 'failed']) }),
  }),
  turnAway: endpoint({
    id: 'visitors.turnAway',
    method: 'POST',
    path: `${one}/turn-away`,
    summary: '不让进：写明原因',
    access: guard,
    input: { ...at, ticket: z.string().max(200).optional(), reason: plainText('原因', 60), sendId },
    output: Entry,
  }),
  walkIn: endpoint({
    id: 'visitors.walkIn',
    method: 'POST',
    path: `${one}/walk-ins`,
    summary: '登记没有通行码的访客，并问住户',
    access: guard,
    input: {
      ...at,
      roomCode: z.string().trim().min(1, '请填房号').max(20),
      name: VisitorName,
      about: plainText('来访原因', 60),
      plate: Plate.optional(),
      phoneTail: PhoneTail.optional(),
      /** Of whoever stands there, for the household to see; never of a paper. */
      photoId: Id.optional(),
    },
    output: Looked,
    idempotent: true,
  }),
  walkIns: endpoint({
    id: 'visitors.walkIns',
    method: 'GET',
    path: `${one}/walk-ins`,
    summary: '这个门正在问住户的，和答过还没进门的访客，新的在前',
    access: guard,
    input: at,
    output: z.object({ items: z.array(Pass) }),
  }),
  waiting: endpoint({
    id: 'visitors.waiting',
    method: 'GET',
    path: `${one}/walk-ins/:passId`,
    summary: '住户答了没有',
    access: guard,
    input: { ...at, passId: Id },
    output: Looked,
  }),
  decideWalkIn: endpoint({
    id: 'visitors.decideWalkIn',
    method: 'POST',
    path: `${one}/walk-ins/:passId/decide`,
    summary: '住户没有答，或打过电话：由门岗决定',
    access: guard,
    input: { ...at, passId: Id, allow: z.boolean(), called: z.boolean(), note: plainText('说明', 60) },
    output: Looked,
  }),
  emergency: endpoint({
    id: 'visitors.emergency',
    method: 'POST',
    path: `${one}/emergency`,
    summary: '消防、救护、警车、抢险：立即放行',
    access: guard,
    input: { ...at, what: EmergencyKind, plate: Plate.optional(), sendId },
    output: z.object({ entry: Entry, barrier: z.enum(['opened', 'by_hand', 'failed']) }),
  }),
  sync: endpoint({
    id: 'visitors.sync',
    method: 'POST',
    path: '/v1/c/:communityId/gate-sync',
    summary: '补传没有网络时的进出，每条只记一次',
    access: guard,
    input: { ...place, entries: z.array(OfflineEntry).min(1).max(20) },
    output: z.object({ items: z.array(Entry) }),
  }),
  handOver: endpoint({
    id: 'visitors.handOver',
    method: 'POST',
    path: '/v1/c/:communityId/gate-hand-over',
    summary: '已不在岗的人手机里没有发出的进出，交给物业核对',
    access: { kind: 'staff' },
    input: { ...place, entry: OfflineEntry },
    output: z.object({ done: z.literal(true) }),
  }),
}
