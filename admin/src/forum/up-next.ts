import type { DeskPost } from '@linli/shared/forum/schema'

type Looked = Pick<DeskPost, 'postId' | 'round'>

/** What was looked at: an edit makes another of it. */
export const lookOf = ({ postId, round }: Looked): string => `${postId}#${round}`

/** Which of those that wait is next: not one that was decided here a moment ago, and skipped ones only on request. */
export function upNext<T extends Looked>(
  waiting: readonly T[],
  { decided, skipped }: { decided: ReadonlySet<string>; skipped: ReadonlySet<string> },
): { post: T | undefined; left: number; skipped: number } {
  const open = waiting.filter(post => !decided.has(lookOf(post)))
  const fresh = open.filter(post => !skipped.has(lookOf(post)))
  return { post: fresh[0], left: fresh.length, skipped: open.length - fresh.length }
}
