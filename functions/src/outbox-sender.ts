import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { errorName, type Log } from './log'
import { type Outbox, type OutboxEntry, outboxEntries, type QueueName } from './outbox'
import { queueUrl } from './queue'

type SenderDeps = {
  dynamo: DynamoDBDocumentClient
  sqs: SQSClient
  table: string
  prefix: string
  log: Log
}

/**
 * Sends committed outbox entries in batches of 10 and then removes them. What fails stays in the table
 * for the sweeper; a message sent twice is harmless, because consumers are idempotent.
 */
export function makeOutbox(deps: SenderDeps): Outbox {
  let waiting: OutboxEntry[] = []
  let running: Promise<void> | undefined

  const drain = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, 10)
      waiting = waiting.slice(10)
      await sendEntries(deps, batch)
    }
    running = undefined
  }
  const start = () => {
    running ??= new Promise<void>(resolve => setTimeout(resolve, 2)).then(drain)
    return running
  }
  return {
    committed(writes) {
      waiting.push(...outboxEntries(writes))
      if (waiting.length > 0) void start()
    },
    resend: entries => sendEntries(deps, entries),
    async flush() {
      while (waiting.length > 0 || running) await start()
    },
  }
}

/** Sends entries of any queues and deletes those that were taken. Never throws: the sweeper tries the rest again. */
export async function sendEntries(deps: SenderDeps, entries: OutboxEntry[]): Promise<number> {
  const sent: OutboxEntry[] = []
  for (const queue of new Set(entries.map(entry => entry.queue))) {
    const mine = entries.filter(entry => entry.queue === queue)
    try {
      const result = await deps.sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl(deps, queue),
          Entries: mine.map((entry, i) => ({ Id: String(i), MessageBody: JSON.stringify(entry.body) })),
        }),
      )
      const failed = new Set((result.Failed ?? []).map(failure => Number(failure.Id)))
      sent.push(...mine.filter((_, i) => !failed.has(i)))
    } catch (error) {
      deps.log.warn('outbox.send_failed', { queue, count: mine.length, error: errorName(error) })
    }
  }
  try {
    for (let at = 0; at < sent.length; at += 25) {
      const requests = sent.slice(at, at + 25).map(entry => ({ DeleteRequest: { Key: entry.key } }))
      await deps.dynamo.send(new BatchWriteCommand({ RequestItems: { [deps.table]: requests } }))
    }
  } catch (error) {
    deps.log.warn('outbox.delete_failed', { count: sent.length, error: errorName(error) })
  }
  return sent.length
}

export type { QueueName, SenderDeps }
