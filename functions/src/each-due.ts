import type { Deps } from './context'
import { errorName, type LogFields } from './log'

/**
 * Works on what is due, one after another, by its ids: one that fails is told in the log and met again in the next round,
 * and keeps none of the others waiting.
 */
export async function eachDue<T extends LogFields>(
  { log }: Deps,
  event: string,
  due: T[],
  work: (of: T) => Promise<unknown>,
): Promise<void> {
  for (const of of due) {
    try {
      await work(of)
    } catch (error) {
      log.error(event, { ...of, error: errorName(error) })
    }
  }
}
