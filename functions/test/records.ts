import type { Endpoint, InputOf, OutputOf } from '@linli/shared/contract'
import type { Hono } from 'hono'
import * as z from 'zod'
import { makeContext } from '../src/context'
import { keyOfWrite, type Write } from '../src/db-write'
import { queryAll } from '../src/query-all'
import { type Answer, callAs, type Caller } from './call'
import type { TestDeps } from './context'

/** An audit record as it lies in the store. */
const Kept = z.object({
  pk: z.string(),
  sk: z.string(),
  gs1pk: z.string(),
  auditId: z.string(),
  actorId: z.string().min(1),
  action: z.string().min(1),
  objectType: z.string().min(1),
  objectId: z.string().min(1),
  summary: z.string().min(1),
  requestId: z.string().min(1),
})
export type Kept = z.infer<typeof Kept>

/** A call by somebody, which must succeed. */
export type Act = <E extends Endpoint>(endpoint: E, input: InputOf<E>) => Promise<OutputOf<E>>

/** What one call wrote: each transaction with the audit records that are in it. */
export type Written = { endpoint: string; transactions: { keys: string[]; records: Kept[] }[] }

/** Calls endpoints and keeps, call by call, what was committed. */
export class Recorder {
  readonly written: Written[] = []

  constructor(
    readonly deps: TestDeps,
    readonly app: Hono,
  ) {}

  /** Makes a call that must succeed. Calls do not overlap: what is committed meanwhile is this call's. */
  async call<E extends Endpoint>(caller: Caller, endpoint: E, input: InputOf<E>): Promise<Answer<OutputOf<E>>> {
    const { outbox } = this.deps
    const transactions: Written['transactions'] = []
    const committed = outbox.committed.bind(outbox)
    outbox.committed = writes => {
      transactions.push({ keys: writes.map(keyOf), records: recordsIn(writes) })
      committed(writes)
    }
    const answer = await callAs(this.app, caller, endpoint, input)
    outbox.committed = committed
    this.written.push({ endpoint: endpoint.id, transactions })
    answer.ok()
    return answer
  }

  /** The record once more, as those find it who ask by object and by person. */
  async found(record: Kept): Promise<[byObject: boolean, byPerson: boolean]> {
    const owner = /^[ACMP]#[^#]+#/.exec(record.pk)?.[0] ?? ''
    const { db } = makeContext(this.deps, { kind: 'system' }, [owner])
    const schema = z.object({ auditId: z.string() })
    const newest = { schema, newestFirst: true }
    // More than a page of some people; and the strict store hands out empty pages.
    const most = 1000
    const lists = await Promise.all([
      queryAll(db, { ...newest, pk: `${owner}audit#${record.objectType}#${record.objectId}` }, most),
      queryAll(db, { ...newest, index: 'gs1', pk: `${owner}audit-by#${record.actorId}` }, most),
    ])
    const [byObject, byPerson] = lists.map(items => items.some(({ auditId }) => auditId === record.auditId))
    return [byObject ?? false, byPerson ?? false]
  }
}

const keyOf = (write: Write): string => {
  const { pk, sk } = keyOfWrite(write)
  return `${pk} ${sk}`
}

const recordsIn = (writes: Write[]): Kept[] =>
  writes.flatMap(write => {
    const record = 'put' in write && /#audit#/.test(write.put.pk) ? Kept.safeParse(write.put) : undefined
    return record?.success ? [record.data] : []
  })
