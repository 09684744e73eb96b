import { randomInt } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'

const Reasons = z.object({
  CancellationReasons: z.array(
    z.object({ Code: z.string().optional(), Item: z.record(z.string(), z.unknown()).optional() }),
  ),
})
type Reason = { Code?: string; Item?: Record<string, unknown> }

/** Some conditions of a transaction did not hold; `failed` are the positions of their writes. Nothing was written. */
export class ConditionFailed extends Error {
  override name = 'ConditionFailed'
  readonly failed: number[]
  constructor(readonly reasons: Reason[]) {
    super('a condition did not hold')
    this.failed = reasons.flatMap((reason, i) => (reason.Code === 'ConditionalCheckFailed' ? [i] : []))
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '')

/** Why a transaction was cancelled, one reason a write. */
export function reasonsOf(error: unknown): Reason[] {
  if (nameOf(error) !== 'TransactionCanceledException') return []
  const reasons = Reasons.safeParse(error)
  return reasons.data?.CancellationReasons ?? []
}

/** The answer was lost: the write may or may not have happened. */
export const outcomeUnknown = (error: unknown): boolean =>
  /Timeout|ECONNRESET|EPIPE|ECONNREFUSED|InternalServerError|ServiceUnavailable|NetworkingError/.test(
    `${nameOf(error)} ${codeOf(error)}`,
  )

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Conflicts, throttling and lost answers pass; a failed condition and a malformed request do not. */
export function isRetryable(error: unknown): boolean {
  const reasons = reasonsOf(error)
  if (reasons.length > 0)
    return reasons.every(reason => reason.Code !== 'ConditionalCheckFailed' && reason.Code !== 'ValidationError')
  return (
    outcomeUnknown(error) ||
    /^(TransactionConflictException|TransactionInProgressException|ThrottlingException|ProvisionedThroughputExceededException|RequestLimitExceeded)$/.test(
      nameOf(error),
    )
  )
}

const budgetMs = 3500

/** Runs `attempt` again with full jitter while it fails retryably, for at most 3.5 s in all, then answers 503. */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  const started = performance.now()
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!isRetryable(error)) throw error
      const wait = randomInt(Math.min(400, 10 * 2 ** tries))
      if (performance.now() - started + wait > budgetMs) throw new AppError('request.busy', { cause: error })
      await new Promise(resolve => setTimeout(resolve, wait))
    }
  }
}

/**
 * Reads, decides and writes again while somebody else was faster, at most 5 times in all: `attempt` reads anew each time.
 * Throws the last ConditionFailed, which the caller answers as record.changed.
 */
export async function deciding<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof ConditionFailed) || tries === 5) throw error
    }
  }
}
