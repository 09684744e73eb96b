import type { QueueName } from './outbox'

/** The address of one of our queues: the local server's, or the account's own in the cloud. */
export const queueUrl = (deps: { sqsEndpoint: string | undefined; prefix: string }, queue: QueueName): string =>
  `${deps.sqsEndpoint ?? 'https://sqs.amazonaws.com'}/${deps.prefix}-${queue}`
