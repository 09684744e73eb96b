import type { QueueName } from './outbox'

/** The address of one of our queues; `prefix` is everything before its own name. */
export const queueUrl = (deps: { prefix: string }, queue: QueueName): string => `${deps.prefix}${queue}`
