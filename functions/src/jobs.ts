import type { Schema } from '@linli/shared/schema'
import type { Deps } from './context'
import type { QueueName } from './outbox'

/** Work for one kind of message. Idempotent: a message may come twice, late, or out of order. It acts as the message's tenant. */
export type Consumer = { type: string; queue: QueueName; handle: (deps: Deps, body: unknown) => Promise<void> }

/** Declares a consumer: the body is parsed before `handle` sees it. */
export const consumer = <T>(declared: {
  type: string
  queue: QueueName
  body: Schema<T>
  handle: (deps: Deps, body: T) => Promise<void>
}): Consumer => ({
  type: declared.type,
  queue: declared.queue,
  handle: (deps, body) => declared.handle(deps, declared.body.parse(body)),
})

/** Work by the clock: EventBridge in the cloud, the worker locally. Safe to run twice at once. */
export type Schedule = { name: string; everySeconds: number; run: (deps: Deps) => Promise<void> }

/** What a domain's jobs.ts exports. */
export type Jobs = { consumers: Consumer[]; schedules: Schedule[] }

/**
 * Runs one queue message. Throws when it failed: the queue brings it again, and after five times to the dead letters.
 * `find` looks the message's type up among the consumers.
 */
export async function runMessage(
  deps: Deps,
  find: (type: string) => Consumer | undefined | Promise<Consumer | undefined>,
  text: string,
): Promise<void> {
  const body: unknown = JSON.parse(text)
  const type = typeof body === 'object' && body !== null && 'type' in body ? String(body.type) : ''
  const found = await find(type)
  if (!found) throw new Error(`no consumer for ${type.slice(0, 40)}`)
  await found.handle(deps, body)
}
