import type { Deps } from '../src/context'
import { errorName } from '../src/log'
import { makeDeps } from '../src/deps'
import { parseEnv } from '../src/env'
import { apiService, type Route } from '../src/http'
import { runMessage } from '../src/jobs'
import { findConsumer, findSchedule } from '../src/lazy-jobs'
import { withSecrets } from '../src/live-service'
import type { Service } from '../src/service'

const deps = makeDeps(parseEnv(process.env))

/** Serves some domains behind API Gateway. */
export const handlerFor = (routes: readonly Route[]) => flushing(apiService(deps, routes))

/** Serves what is made of these deps alone, such as the payment channels' callbacks, which nothing else may delay. */
export const handlerOf = (make: (deps: Deps) => Service) => flushing(make(deps))

/** What is used of an HTTP API's event, payload format 2.0: header names in lower case, doubled ones joined by commas. */
type GatewayEvent = {
  rawPath: string
  rawQueryString: string
  headers: Record<string, string | undefined>
  cookies?: string[]
  body?: string | null
  isBase64Encoded: boolean
  requestContext: { http: { method: string } }
}

/** Nothing is left under way when the instance freezes. */
const atRest = () => Promise.all([deps.outbox.flush(), deps.live.settled()])

/** Answers API Gateway; outbox entries are sent before the instance freezes. */
function flushing(service: Service) {
  const answering = withSecrets(deps, service)
  return async (event: GatewayEvent) => {
    const body = event.body ?? ''
    const cookies = event.cookies?.join('; ')
    const answer = await answering({
      method: event.requestContext.http.method,
      path: event.rawPath,
      query: event.rawQueryString,
      header: name => (name === 'cookie' ? cookies : event.headers[name]),
      text: () => Promise.resolve(event.isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body),
    })
    await atRest()
    return { statusCode: answer.status, headers: answer.headers, body: answer.body }
  }
}

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
