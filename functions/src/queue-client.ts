import { SendMessageBatchCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs'
import type { SendBatch } from './outbox-sender'

/** SQS by the SDK; only outbox-sender.ts loads this file, and only when there is something to send. */
export function queueClient(options: SQSClientConfig): SendBatch {
  const sqs = new SQSClient(options)
  return async (queueUrl, texts) => {
    const entries = texts.map((text, i) => ({ Id: String(i), MessageBody: text }))
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }))
    return new Set(Failed.map(failure => Number(failure.Id)))
  }
}
