import * as z from 'zod'
import type { Context } from './context'
import type { Write } from './db-write'

export const QueueName = z.enum(['seal', 'messages', 'jobs'])
export type QueueName = z.infer<typeof QueueName>

/** A message to a queue, kept in the table with the effect that it tells of, and sent after commit. */
export const OutboxMessage = z.looseObject({ type: z.string() })
export type OutboxMessage = z.infer<typeof OutboxMessage>
/** An entry's own attributes, beside its key. */
export const Kept = z.object({ queue: QueueName, body: OutboxMessage })
export type OutboxEntry = z.infer<typeof Kept> & { key: { pk: string; sk: string } }

export type Outbox = {
  /** Called by the store after each commit: sends what the transaction held, soon and in batches. */
  committed(writes: Write[]): void
  /** Sends entries that a crash or a full queue left behind; answers how many were taken. Never throws. */
  resend(entries: OutboxEntry[]): Promise<number>
  /** Waits until everything handed over was sent or given up; the sweeper sends the rest. */
  flush(): Promise<void>
}

const shards = 16

/** The outbox item for one message; shards keep it from being one hot partition. */
export function outboxItem(ctx: Context, queue: QueueName, body: OutboxMessage): Write {
  const id = ctx.newId()
  const shard = id.charCodeAt(id.length - 1) % shards
  return { put: { pk: `G#outbox#${shard}`, sk: `${ctx.now()}#${id}`, queue, body } }
}

/** The messages among committed writes. */
export const outboxEntries = (writes: Write[]): OutboxEntry[] =>
  writes.flatMap(write => {
    if (!('put' in write) || !write.put.pk.startsWith('G#outbox#')) return []
    const { pk, sk, queue, body } = write.put
    return [{ key: { pk, sk }, ...Kept.parse({ queue, body }) }]
  })

export const outboxShards = Array.from({ length: shards }, (_, i) => `G#outbox#${i}`)
