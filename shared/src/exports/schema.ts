import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { Instant } from '../time'

/** One list as a workbook; a whole community as an archive; such an archive put back into an empty system. */
export const ExportKind = z.enum(['list', 'community', 'restore'])
export type ExportKind = z.infer<typeof ExportKind>

/** uploading (of a restore) → waiting → working → ready; failed says why in `problem`; expired: the file is gone. */
export const ExportState = z.enum(['uploading', 'waiting', 'working', 'ready', 'failed', 'expired'])
export type ExportState = z.infer<typeof ExportState>

/** A job of the person who asked for it; nobody else sees it, and its file is private and leaves with `expiresAt`. */
export const Export = z.object({
  exportId: Id,
  communityId: CommunityId,
  kind: ExportKind,
  state: ExportState,
  /** 「账单」, 「全部资料」 */
  title: z.string(),
  /** The filters in force, as people read them: 「月份 2026-11，房号 3-2」. */
  filters: z.string().optional(),
  fileName: z.string(),
  /** Rows or records so far; once it is ready, all of them. */
  rows: z.number().int(),
  bytes: z.number().int().optional(),
  problem: z.string().optional(),
  /** What a restore brought back. */
  restored: z.object({ communityId: CommunityId, name: z.string(), notes: z.array(z.string()) }).optional(),
  createdAt: Instant,
  /** When one that is under way was last heard of. */
  movedAt: Instant.optional(),
  finishedAt: Instant.optional(),
  expiresAt: Instant.optional(),
})
export type Export = z.infer<typeof Export>

/** Opens the archive of a community, which holds phone and identity numbers: nobody can recover it. */
export const Passphrase = z.string().min(12, '口令至少 12 个字').max(200, '口令最多 200 个字')
