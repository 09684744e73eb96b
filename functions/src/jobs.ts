import type * as z from 'zod'
import type { Context, Deps } from './context'
import type { QueueName } from './outbox'

/** Work for one kind of message. Idempotent: a message may come twice, late, or out of order. It acts as the message's tenant. */
export type Consumer = { type: string; queue: QueueName; handle: (deps: Deps, body: unknown) => Promise<void> }

/** Declares a consumer: the body is parsed before `handle` sees it. */
export const consumer = <S extends z.ZodType>(declared: {
  type: string
  queue: QueueName
  body: S
  handle: (deps: Deps, body: z.output<S>) => Promise<void>
}): Consumer => ({
  type: declared.type,
  queue: declared.queue,
  handle: (deps, body) => declared.handle(deps, declared.body.parse(body)),
})

/** Work by the clock: EventBridge in the cloud, the worker locally. Safe to run twice at once. */
export type Schedule = { name: string; everySeconds: number; run: (deps: Deps) => Promise<void> }

/** A verb as a job, on behalf of the system in one community. */
export type JobContext = Context
