import type { PostingKind } from './schema'

const collecting: ReadonlySet<PostingKind> = new Set([
  'settlement',
  'refund',
  'credit',
  'refund_start',
  'refund_release',
])

/** Whether what such a posting moves on a receivable is money that came in for it, or went back: no bill was issued or void. */
export const collects = (kind: PostingKind): boolean => collecting.has(kind)
