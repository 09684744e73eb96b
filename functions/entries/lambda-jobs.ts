import { runMessage } from '../src/jobs'
import { findConsumer, findSchedule } from '../src/lazy-jobs'
import { errorName } from '../src/log'
import { atRest, deps } from './lambda-deps'

type QueueEvent = { Records: { messageId: string; body: string }[] }

/** Consumes queue messages; only those that failed go back to the queue. */
export function workerHandler() {
  return async (event: QueueEvent) => {
    await deps.live.current()
    const batchItemFailures: { itemIdentifier: string }[] = []
    for (const record of event.Records) {
      try {
        await runMessage(deps, findConsumer, record.body)
      } catch (error) {
        deps.log.warn('queue.message_failed', { messageId: record.messageId, error: errorName(error) })
        batchItemFailures.push({ itemIdentifier: record.messageId })
      }
    }
    await atRest()
    return { batchItemFailures }
  }
}

/** Runs the schedule that the EventBridge rule names. */
export function scheduleHandler() {
  return async (event: { name: string }) => {
    const schedule = await findSchedule(event.name)
    if (!schedule) throw new Error(`no schedule ${event.name}`)
    await deps.live.current()
    await schedule.run(deps)
    await atRest()
  }
}
