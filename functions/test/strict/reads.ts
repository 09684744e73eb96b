import type { StrictCall, StrictWorld } from '../strict'
import { compare, keyCondition } from './key-condition'
import { cancelled } from './planned'
import { itemId, type KeyShape, pick, type TableShape } from './table-keys'
import type { Answer, Item } from './wire'

/** The reader's name of a table read that is not consistent; an index reader has the index's name. */
const TABLE_READER = 'table'

interface Projected {
  ProjectionExpression?: string
  ExpressionAttributeNames?: Record<string, string>
}

/** GetItem: unless it is consistent, an item that changed just now may come as it was. */
export async function get(call: StrictCall, world: StrictWorld): Promise<Answer> {
  const body: { TableName: string; Key: Item; ConsistentRead?: boolean } & Projected = plain(call.body)
  const answer = await world.exchange(call, call.body)
  if (answer.status !== 200 || body.ConsistentRead) return answer
  const { table } = await world.shapes.of(body.TableName, call.send)
  const stale = world.lag.stale(body.TableName, TABLE_READER)
  const id = itemId(body.TableName, body.Key, table)
  if (!stale.has(id)) return answer
  world.counts.staleReads += 1
  const { Item: _newer, ...rest } = answer.body
  const shown = stale.get(id)
  return { ...answer, body: shown ? { ...rest, Item: projected(shown, body) } : rest }
}

/** BatchGetItem: partly unprocessed now and then; stale like GetItem. */
export async function batchGet(call: StrictCall, world: StrictWorld): Promise<Answer> {
  const asked: [string, { Keys: Item[]; ConsistentRead?: boolean } & Projected][] = Object.entries(
    plain(call.body.RequestItems ?? {}),
  )
  const unprocessed: Record<string, unknown> = {}
  const requested: Record<string, unknown> = {}
  for (const [tableName, spec] of asked) {
    const subject = JSON.stringify([tableName, spec.Keys[0]])
    const partly = world.happens('batch', subject, world.options.unprocessed)
    const taken = spec.Keys.filter((key, index) => index === 0 || !partly || !world.happens('part', keyText(key), 0.5))
    requested[tableName] = { ...spec, Keys: taken }
    const left = spec.Keys.filter(key => !taken.includes(key))
    if (left.length > 0) unprocessed[tableName] = { ...spec, Keys: left }
    world.counts.unprocessed += left.length
  }
  const answer = await world.exchange(call, { ...call.body, RequestItems: requested })
  if (answer.status !== 200) return answer
  const responses: Record<string, Item[]> = plain(answer.body.Responses ?? {})
  for (const [tableName, spec] of asked) {
    if (spec.ConsistentRead) continue
    const { table } = await world.shapes.of(tableName, call.send)
    const stale = world.lag.stale(tableName, TABLE_READER)
    if (stale.size === 0) continue
    const taken = plain(requested[tableName]).Keys
    const shown = taken.flatMap((key: Item) => {
      const id = itemId(tableName, key, table)
      if (!stale.has(id)) return (responses[tableName] ?? []).filter(item => itemId(tableName, item, table) === id)
      world.counts.staleReads += 1
      const image = stale.get(id)
      return image ? [projected(image, spec)] : []
    })
    responses[tableName] = shown
  }
  const engineLeft = plain(answer.body.UnprocessedKeys ?? {})
  return {
    ...answer,
    body: { ...answer.body, Responses: responses, UnprocessedKeys: { ...engineLeft, ...unprocessed } },
  }
}

/** TransactGetItems: always current; cancelled while a transaction in flight has one of the items. */
export async function transactGet(call: StrictCall, world: StrictWorld): Promise<Answer> {
  const actions: { Get: { TableName: string; Key: Item } }[] = plain(call.body.TransactItems ?? [])
  const busy = await Promise.all(
    actions.map(async ({ Get }) => {
      const { table } = await world.shapes.of(Get.TableName, call.send)
      return world.inFlight.inTransaction(itemId(Get.TableName, Get.Key, table))
    }),
  )
  if (!busy.includes(true)) return world.exchange(call, call.body)
  world.counts.conflicts += 1
  return cancelled(busy.length, index => (busy[index] ? 'TransactionConflict' : 'None'))
}

interface QueryBody extends Projected {
  TableName: string
  IndexName?: string
  ConsistentRead?: boolean
  ScanIndexForward?: boolean
  Limit?: number
  Select?: string
  FilterExpression?: string
  KeyConditionExpression?: string
  ExpressionAttributeValues?: Item
  ExclusiveStartKey?: Item
}

interface Page {
  items: Item[]
  last: Item | undefined
}

/** Query: an index (and a table read that is not consistent) shows changed items as they were; some pages are empty. */
export async function query(call: StrictCall, world: StrictWorld): Promise<Answer> {
  const body: QueryBody = plain(call.body)
  const shape = await world.shapes.of(body.TableName, call.send)
  const keys = body.IndexName === undefined ? shape.table : shape.indexes.get(body.IndexName)
  if (!keys || body.Select === 'COUNT') return world.exchange(call, call.body)
  const answer = await world.exchange(call, { ...call.body, ...withKeys(body, keyNames(shape, keys)) })
  if (answer.status !== 200) return answer
  let page: Page = { items: plain(answer.body.Items ?? []), last: plain(answer.body.LastEvaluatedKey) }
  if (!body.ConsistentRead) page = asItWas(page, body, shape, keys, world)
  const cursor = cursorBefore(page.items[0], body, shape, keys)
  if (cursor && world.happens('empty', JSON.stringify(cursor), world.options.emptyPage)) {
    world.counts.emptyPages += 1
    page = { items: [], last: cursor }
  }
  const { LastEvaluatedKey: _last, ...rest } = answer.body
  const items = page.items.map(item => projected(item, body))
  return {
    ...answer,
    body: { ...rest, Items: items, Count: items.length, ...(page.last && { LastEvaluatedKey: page.last }) },
  }
}

/** The page with changed items replaced by their previous images, in order, within the page's ends and its limit. */
function asItWas(page: Page, body: QueryBody, shape: TableShape, keys: KeyShape, world: StrictWorld): Page {
  const stale = world.lag.stale(body.TableName, body.IndexName ?? TABLE_READER)
  if (stale.size === 0) return page
  const order = ordering(body, shape, keys)
  const matches = keyCondition(body)
  const kept = page.items.filter(item => !stale.has(itemId(body.TableName, item, shape.table)))
  // A filter is not evaluated here: with one, changed items are only left out.
  const earlier = body.FilterExpression === undefined ? [...stale.values()] : []
  const back = earlier.flatMap(item => {
    if (!item || !matches(item)) return []
    if (body.ExclusiveStartKey && order(item, body.ExclusiveStartKey) <= 0) return []
    if (page.last && order(item, page.last) > 0) return []
    return [keys.keysOnly ? pick(item, keyNames(shape, keys)) : item]
  })
  if (kept.length < page.items.length || back.length > 0) world.counts.staleReads += 1
  const items = [...kept, ...back].sort(order)
  if (body.Limit === undefined || items.length <= body.Limit) return { items, last: page.last }
  const cut = items.slice(0, body.Limit)
  return { items: cut, last: pick(cut.at(-1) ?? {}, keyNames(shape, keys)) }
}

function ordering(body: QueryBody, shape: TableShape, keys: KeyShape): (a: Item, b: Item) => number {
  const names = [keys.range, shape.table.hash, shape.table.range]
  const direction = body.ScanIndexForward === false ? -1 : 1
  return (a, b) => {
    for (const name of names) {
      const order = compare(a[name]?.S ?? '', b[name]?.S ?? '')
      if (order !== 0) return order * direction
    }
    return 0
  }
}

/** A cursor just before the page's first item, within the query's own limits; there is not always one. */
function cursorBefore(first: Item | undefined, body: QueryBody, shape: TableShape, keys: KeyShape): Item | undefined {
  const text = first?.[keys.range]?.S
  if (!first || !text) return undefined
  const end = text.charCodeAt(text.length - 1)
  if (end === 0 || end > 126) return undefined
  const before =
    body.ScanIndexForward === false ? `${text}\u0000` : `${text.slice(0, -1)}${String.fromCharCode(end - 1)}\uffff`
  const cursor = { ...pick(first, keyNames(shape, keys)), [keys.range]: { S: before } }
  const isPast = body.ExclusiveStartKey && ordering(body, shape, keys)(cursor, body.ExclusiveStartKey) <= 0
  return !isPast && keyCondition(body)(cursor) ? cursor : undefined
}

function keyNames(shape: TableShape, keys: KeyShape): string[] {
  return [...new Set([shape.table.hash, shape.table.range, keys.hash, keys.range])]
}

/** The projection with the key attributes, without which changed items cannot be told. */
function withKeys(body: QueryBody, names: string[]): { ProjectionExpression?: string } {
  const wanted = projection(body)
  if (!wanted) return {}
  const missing = names.filter(name => !wanted.includes(name))
  return { ProjectionExpression: [body.ProjectionExpression, ...missing].join(', ') }
}

function projected(item: Item, request: Projected): Item {
  const names = projection(request)
  return names ? pick(item, names) : item
}

function projection(request: Projected): string[] | undefined {
  if (request.ProjectionExpression === undefined) return undefined
  return request.ProjectionExpression.split(',').map(part => {
    const name = part.trim()
    if (/[.[]/.test(name)) throw new Error('strict: only top-level attributes can be projected')
    return request.ExpressionAttributeNames?.[name] ?? name
  })
}

function keyText(key: Item): string {
  return JSON.stringify(key)
}

/** A copy of parsed JSON; the caller names its shape. */
function plain(value: unknown) {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
