import type { SQSClientConfig } from '@aws-sdk/client-sqs'
import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { toAttributes } from './db-items'
import { errorName, type Log } from './log'
import { type Outbox, type OutboxEntry, outboxEntries } from './outbox'
import { queueUrl } from './queue'

type SenderDeps = {
  dynamo: DynamoDBClient
  sqs: SQSClientConfig
  table: string
  prefix: string
  log: Log
}

/** What SQS takes in one request. */
const batchSize = 10
/** How long a message waits for others: each request costs, and nobody waits for it to the millisecond. */
const gatherMs = 100

/**
 * Sends committed outbox entries in batches of 10 and then removes them. What fails stays in the table
 * for the sweeper; a message sent twice is harmless, because consumers are idempotent.
 */
export function makeOutbox(deps: SenderDeps, send: SendBatch = whenNeeded(deps.sqs)): Outbox {
  let waiting: OutboxEntry[] = []
  let sending: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const sendBatches = async () => {
    do {
      const batch = waiting.slice(0, batchSize)
      waiting = waiting.slice(batchSize)
      await sendEntries(deps, send, batch)
    } while (waiting.length >= batchSize)
    sending = undefined
    gather()
  }
  const start = () => {
    clearTimeout(timer)
    timer = undefined
    sending ??= sendBatches()
    return sending
  }
  const gather = () => {
    if (waiting.length >= batchSize) void start()
    else if (waiting.length > 0) timer ??= setTimeout(() => void start(), gatherMs)
  }
  return {
    committed(writes) {
      waiting.push(...outboxEntries(writes))
      gather()
    },
    resend: entries => sendEntries(deps, send, entries),
    async flush() {
      while (waiting.length > 0 || sending) await start()
    },
  }
}

/** Sends up to ten texts to a queue: the positions of those that it refused. */
export type SendBatch = (queueUrl: string, texts: string[]) => Promise<Set<number>>

/** The queues' SDK is loaded with the first message: most requests send none, and each start would wait for it. */
function whenNeeded(options: SQSClientConfig): SendBatch {
  let loaded: Promise<SendBatch> | undefined
  return async (url, texts) => {
    loaded ??= import('./queue-client').then(({ queueClient }) => queueClient(options))
    return (await loaded)(url, texts)
  }
}

/** Sends entries of any queues and deletes those that were taken. Never throws: the sweeper tries the rest again. */
async function sendEntries(deps: SenderDeps, send: SendBatch, entries: OutboxEntry[]): Promise<number> {
  const sent: OutboxEntry[] = []
  for (const queue of new Set(entries.map(entry => entry.queue))) {
    const mine = entries.filter(entry => entry.queue === queue)
    try {
      const failed = await send(
        queueUrl(deps, queue),
        mine.map(entry => JSON.stringify(entry.body)),
      )
      sent.push(...mine.filter((_, i) => !failed.has(i)))
    } catch (error) {
      deps.log.warn('outbox.send_failed', { queue, count: mine.length, error: errorName(error) })
    }
  }
  try {
    for (let at = 0; at < sent.length; at += 25) {
      const requests = sent.slice(at, at + 25).map(entry => ({ DeleteRequest: { Key: toAttributes(entry.key) } }))
      await deps.dynamo.send(new BatchWriteItemCommand({ RequestItems: { [deps.table]: requests } }))
    }
  } catch (error) {
    deps.log.warn('outbox.delete_failed', { count: sent.length, error: errorName(error) })
  }
  return sent.length
}

export type { SenderDeps }
