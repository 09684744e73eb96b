import * as z from 'zod'
import { type Deps, makeContext } from './context'
import type { Schedule } from './jobs'
import { Kept, outboxShards, QueueName } from './outbox'

const Entry = Kept.extend({ pk: z.string(), sk: z.string() })

/** Younger entries are on their way: the process that wrote them sends them itself. */
const graceMs = 3000
const atOnce = 100

/**
 * Sends again what a crash, a lost answer or a full queue left in the outbox, oldest first, at most 100 a shard and run.
 * Consumers are idempotent, so two sweepers at once do no harm. In the cloud it runs each minute, EventBridge's shortest.
 */
export const outboxSweeper: Schedule = { name: 'outbox-sweeper', everySeconds: 5, run: sweepOutbox }

async function sweepOutbox(deps: Deps): Promise<void> {
  const { db } = makeContext(deps, { kind: 'system' }, ['G#outbox#'])
  const before = new Date(deps.nowMs() - graceMs).toISOString()
  const shards = await Promise.all(
    outboxShards.map(pk => db.query({ pk, between: ['0', before], schema: Entry, limit: atOnce })),
  )
  const entries = shards.flatMap(({ items }) =>
    items.map(({ pk, sk, queue, body }) => ({ key: { pk, sk }, queue, body })),
  )
  if (entries.length === 0) return
  const sent = await inTens(deps, entries)
  deps.log.info('outbox.swept', { found: entries.length, sent })
}

/** SQS takes ten messages a request, of one queue. */
async function inTens(deps: Deps, entries: Parameters<Deps['outbox']['resend']>[0]): Promise<number> {
  let sent = 0
  for (const queue of QueueName.options) {
    const mine = entries.filter(entry => entry.queue === queue)
    for (let at = 0; at < mine.length; at += 10) sent += await deps.outbox.resend(mine.slice(at, at + 10))
  }
  return sent
}
