import * as z from 'zod'
import { Id } from '../ids'
import { Instant } from '../time'

/** Who did what to which record, written in the same transaction as the effect. */
export const AuditRecord = z.object({
  auditId: Id,
  at: Instant,
  actorKind: z.enum(['account', 'staff', 'system', 'channel']),
  actorId: z.string(),
  /** Of office people, as they were called then; of residents, as they are called now. */
  actorName: z.string().optional(),
  action: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  /** What people call it: a room's code, a person's name; of the day on which it is read, and never stored. */
  objectName: z.string().optional(),
  /** The resident whom it was about, where that is not the object; the name is today's. */
  personId: z.string().optional(),
  personName: z.string().optional(),
  /** Codes and words only, never names, phones or ID numbers. */
  summary: z.string(),
  requestId: z.string(),
})
export type AuditRecord = z.infer<typeof AuditRecord>
