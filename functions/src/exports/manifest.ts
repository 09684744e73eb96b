import { createHash } from 'node:crypto'
import { CommunityId } from '@linli/shared/ids'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'

/** What an archive says of itself (docs/export.md). A later version of it raises `version`. */
export const Manifest = z.object({
  format: z.literal('linli-community'),
  version: z.literal(1),
  exportedAt: Instant,
  community: z.object({ communityId: CommunityId, name: z.string() }),
  /** The sealed journal's last posting, and the sums of its accounts in fen. */
  journal: z.object({
    seq: z.number().int(),
    hash: z.string(),
    openDate: z.string().optional(),
    accounts: z.record(z.string(), z.number().int()),
  }),
  /** Charged objects whose open bills and postings differed already where they came from, in fen. */
  differences: z.record(z.string(), z.number().int()),
  counts: z.record(z.string(), z.number().int()),
  parts: z.array(
    z.object({
      path: z.string().regex(/^[a-z-]+\/\d{6}\.jsonl$/),
      records: z.number().int(),
      bytes: z.number().int().max(64_000_000),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})
export type Manifest = z.infer<typeof Manifest>

export const manifestPath = 'manifest.json'
export const kindOf = (path: string): string => path.slice(0, path.indexOf('/'))
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
