import { setTimeout as sleep } from 'node:timers/promises'
import type { StrictCall, StrictWorld } from '../strict'
import { cancelled } from './planned'
import { itemId, type KeyShape, keyOf } from './table-keys'
import { type Answer, type Body, type Item, refusal } from './wire'

interface Target {
  tableName: string
  id: string
  key: Item
  /** A condition check holds its item and changes nothing. */
  changes: boolean
}

const MAX_ACTIONS = 100

/** TransactWriteItems: cancelled with TransactionConflict when another write in flight has one of its items. */
export async function transact(call: StrictCall, world: StrictWorld): Promise<Answer> {
  const actions: Record<string, { TableName: string; Item?: Item; Key?: Item }>[] = list(call.body.TransactItems)
  const targets = await Promise.all(
    actions.flatMap(action => Object.entries(action)).map(([kind, part]) => target(call, world, kind, part)),
  )
  const ids = targets.map(({ id }) => id)
  // Malformed: the engine refuses two actions on one item, and more than a hundred, by itself.
  if (ids.length > MAX_ACTIONS || new Set(ids).size < ids.length) return call.send(call.body)
  const token = world.tokenOf(String(call.body.ClientRequestToken))
  const clashes = world.inFlight.clashes(ids, token)
  if (clashes.includes('same-token')) {
    return refusal(
      'TransactionInProgressException',
      'The transaction with the given request token is already in progress.',
    )
  }
  if (clashes.includes('conflict')) {
    world.counts.conflicts += 1
    return cancelled(ids.length, index => (clashes[index] === 'conflict' ? 'TransactionConflict' : 'None'))
  }
  return world.inFlight.transaction(ids, token, async () => {
    const [least, most] = world.options.transactMs
    if (most > 0) await sleep(least + world.chance.draw('transact', ids[0] ?? '') * (most - least))
    return write(call, world, { ...call.body, ClientRequestToken: token }, targets)
  })
}

/** PutItem, UpdateItem, DeleteItem: refused while a transaction in flight has the item. */
export async function single(call: StrictCall, world: StrictWorld): Promise<Answer> {
  const kind = call.operation.replace('Item', '')
  const only = await target(call, world, kind, JSON.parse(JSON.stringify(call.body)))
  const answer = await world.inFlight.single([only.id], () => write(call, world, call.body, [only]))
  if (answer !== 'conflict') return answer
  world.counts.conflicts += 1
  return refusal('TransactionConflictException', 'Transaction is ongoing for the item')
}

interface WriteRequest {
  PutRequest?: { Item: Item }
  DeleteRequest?: { Key: Item }
}

/** BatchWriteItem: hands back what a transaction holds, and now and then some more; never everything. */
export async function batchWrite(call: StrictCall, world: StrictWorld): Promise<Answer> {
  const tables: [string, WriteRequest[]][] = Object.entries(JSON.parse(JSON.stringify(call.body.RequestItems ?? {})))
  const entries = await Promise.all(
    tables.flatMap(([tableName, requests]) =>
      requests.map(async request => {
        const part = { TableName: tableName, Item: request.PutRequest?.Item, Key: request.DeleteRequest?.Key }
        return { ...(await target(call, world, request.PutRequest ? 'Put' : 'Delete', part)), request }
      }),
    ),
  )
  if (new Set(entries.map(({ id }) => id)).size < entries.length) return call.send(call.body)
  const free = entries.filter(({ id }) => !world.inFlight.inTransaction(id))
  const first = free[0]
  if (!first) return refusal('ProvisionedThroughputExceededException', 'strict: every item is in a transaction')
  const partly = world.happens('batch', first.id, world.options.unprocessed)
  const taken = free.filter((entry, index) => index === 0 || !partly || !world.happens('part', entry.id, 0.5))
  const answer = await world.inFlight.single(
    taken.map(({ id }) => id),
    () => write(call, world, { ...call.body, RequestItems: byTable(taken) }, taken),
  )
  if (answer === 'conflict') return refusal('ProvisionedThroughputExceededException', 'strict: busy')
  const left = entries.filter(entry => !taken.includes(entry))
  if (left.length === 0 || answer.status !== 200) return answer
  world.counts.unprocessed += left.length
  return { ...answer, body: { ...answer.body, UnprocessedItems: byTable(left) } }
}

async function write(call: StrictCall, world: StrictWorld, body: Body, targets: Target[]): Promise<Answer> {
  const changed = targets.filter(({ changes }) => changes)
  const before = world.lag.active ? await readNow(call, world, changed) : undefined
  return world.exchange(call, body, () => {
    if (!before) return
    for (const { tableName, id } of changed) world.lag.committed(tableName, id, before.get(id))
  })
}

/** The items as they are, read consistently past all trouble. */
async function readNow(call: StrictCall, world: StrictWorld, targets: Target[]): Promise<Map<string, Item>> {
  const found = new Map<string, Item>()
  let asked: Record<string, { Keys: Item[]; ConsistentRead: boolean }> = {}
  for (const { tableName, key } of targets) {
    const keys = asked[tableName]?.Keys ?? []
    asked[tableName] = { Keys: [...keys, key], ConsistentRead: true }
  }
  while (Object.keys(asked).length > 0) {
    const { status, body } = await call.send({ RequestItems: asked }, 'BatchGetItem')
    if (status !== 200) break
    const responses: [string, Item[]][] = Object.entries(JSON.parse(JSON.stringify(body.Responses ?? {})))
    for (const [tableName, items] of responses) {
      const shape = await shapeOf(call, world, tableName)
      for (const item of items) found.set(itemId(tableName, item, shape), item)
    }
    asked = JSON.parse(JSON.stringify(body.UnprocessedKeys ?? {}))
  }
  return found
}

async function target(
  call: StrictCall,
  world: StrictWorld,
  kind: string,
  part: { TableName: string; Item?: Item; Key?: Item },
): Promise<Target> {
  const shape = await shapeOf(call, world, part.TableName)
  const key = keyOf(part.Key ?? part.Item ?? {}, shape)
  return {
    tableName: part.TableName,
    key,
    id: itemId(part.TableName, key, shape),
    changes: kind !== 'ConditionCheck',
  }
}

async function shapeOf(call: StrictCall, world: StrictWorld, tableName: string): Promise<KeyShape> {
  return (await world.shapes.of(tableName, call.send)).table
}

function byTable(entries: { tableName: string; request: WriteRequest }[]): Record<string, WriteRequest[]> {
  const tables: Record<string, WriteRequest[]> = {}
  for (const { tableName, request } of entries) tables[tableName] = [...(tables[tableName] ?? []), request]
  return tables
}

function list(value: unknown) {
  return Array.isArray(value) ? value : []
}
