import { errorName } from '../src/log'
import { makeDeps } from '../src/deps'
import { parseEnv } from '../src/env'
import { makeApp, type Route } from '../src/http'
import { runMessage } from '../src/jobs'
import { handle } from 'hono/aws-lambda'
import type { Hono } from 'hono'

const deps = makeDeps(parseEnv(process.env))

/** Serves some domains behind API Gateway; outbox entries are sent before the instance freezes. */
export const handlerFor = (routes: readonly Route[]) => flushing(makeApp(deps, routes))

/** Serves the payment channels' callbacks alone: nothing else may delay them. */
export async function callbackHandler() {
  const { callbackApp } = await import('../src/payments/callback')
  return flushing(callbackApp(deps))
}

function flushing(app: Hono) {
  const answer = handle(app)
  return async (...input: Parameters<typeof answer>) => {
    const response = await answer(...input)
    await deps.outbox.flush()
    return response
  }
}

type QueueEvent = { Records: { messageId: string; body: string }[] }

/** Consumes queue messages; only those that failed go back to the queue. */
export async function workerHandler() {
  const { consumers } = await import('../src/registry')
  return async (event: QueueEvent) => {
    const batchItemFailures: { itemIdentifier: string }[] = []
    for (const record of event.Records) {
      try {
        await runMessage(deps, type => consumers.get(type), record.body)
      } catch (error) {
        deps.log.warn('queue.message_failed', { messageId: record.messageId, error: errorName(error) })
        batchItemFailures.push({ itemIdentifier: record.messageId })
      }
    }
    await deps.outbox.flush()
    return { batchItemFailures }
  }
}

/** Runs the schedule that the EventBridge rule names. */
export async function scheduleHandler() {
  const { schedules } = await import('../src/registry')
  return async (event: { name: string }) => {
    const schedule = schedules.find(candidate => candidate.name === event.name)
    if (!schedule) throw new Error(`no schedule ${event.name}`)
    await schedule.run(deps)
    await deps.outbox.flush()
  }
}
