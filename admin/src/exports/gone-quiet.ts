import type { Export } from '@linli/shared/exports/schema'

/** The queue has given a dead worker's job to another by then; nothing is lost when one still works. */
const patienceMs = 20 * 60_000

/** A restore that is under way and has not been heard of for long: its worker is dead, and nobody comes any more. */
export const hasGoneQuiet = (
  { kind, state, createdAt, movedAt = createdAt }: Pick<Export, 'kind' | 'state' | 'createdAt' | 'movedAt'>,
  now: string,
): boolean =>
  kind === 'restore' &&
  (state === 'waiting' || state === 'working') &&
  Date.parse(now) - Date.parse(movedAt) > patienceMs
