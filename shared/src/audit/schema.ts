import * as z from 'zod'
import { Id } from '../ids'
import { Instant } from '../time'

/** Who did what to which record, written in the same transaction as the effect. */
export const AuditRecord = z.object({
  auditId: Id,
  at: Instant,
  actorKind: z.enum(['account', 'staff', 'system', 'channel']),
  actorId: z.string(),
  /** Of office people, as they were called then. */
  actorName: z.string().optional(),
  action: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  /** Ids and codes only, never phones or ID numbers. */
  summary: z.string(),
  requestId: z.string(),
})
export type AuditRecord = z.infer<typeof AuditRecord>
