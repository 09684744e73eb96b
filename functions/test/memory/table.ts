import {
  type AttributeValue,
  type BatchGetItemCommandInput,
  type BatchWriteItemCommandInput,
  DynamoDBClient,
  type GetItemCommandInput,
  type QueryCommandInput,
  type TransactWriteItem,
  TransactionCanceledException,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb'
import { type Attributes, fromAttributes } from '../../src/db-items'
import { holds, updated } from './expressions'

const indexes = ['gs1', 'gs2', 'gs3'] as const
const text = (value: AttributeValue | undefined) => value?.S ?? ''
const placeOf = (item: Attributes, prefix: string = '') => ({
  pk: text(item[`${prefix}pk`]),
  sk: text(item[`${prefix}sk`]),
})
const idOf = (key: Attributes = {}) => `${text(key.pk)}|${text(key.sk)}`

/**
 * The one table in memory, for the requests that src/db.ts makes: thousands of random commands run on it, where the
 * engine would take an hour. `memory.engine.test.ts` compares it with the engine, operation by operation.
 */
export class MemoryTable {
  /** By index ('' is the table) and partition, the items by their table key. */
  readonly #partitions = new Map<string, Map<string, Attributes>>()
  readonly #ordered = new Map<string, Attributes[]>()
  readonly #items = new Map<string, Attributes>()
  /** As the indexes show them: behind the table where they lag. */
  readonly #shown = new Map<string, Attributes>()
  readonly #plain = new WeakMap<Attributes, Record<string, unknown>>()
  /** Requests that read, since somebody set it to 0. */
  reads = 0

  /** @param lagging when the indexes show what has become of an item: at once, if nobody says. */
  constructor(readonly lagging: (id: string, show: () => void) => void = (_id, show) => show()) {}

  /** Another table with the same items. */
  copy(lagging: MemoryTable['lagging']): MemoryTable {
    const table = new MemoryTable(lagging)
    for (const [id, item] of this.#items) {
      table.#items.set(id, item)
      table.#shown.set(id, item)
    }
    for (const [name, items] of this.#partitions) table.#partitions.set(name, new Map(items))
    return table
  }

  /** A client whose requests end here, before the SDK has made anything of them. */
  client(): DynamoDBClient {
    const client = new DynamoDBClient({ region: 'cn-north-1' })
    const send = ({ constructor: { name: command }, input }: { constructor: { name: string }; input: object }) =>
      Promise.resolve().then(() => this.answer({ command, input }))
    return Object.assign(client, { send })
  }

  /** Every item whose partition key begins so, read behind the product's back: one object until it is written again. */
  *itemsOf(owner: string): Generator<Record<string, unknown>> {
    for (const item of this.#items.values()) if (text(item.pk).startsWith(owner)) yield this.#plainOf(item)
  }

  /** Whether there is such an item, asked behind the product's back. */
  has(pk: string, sk: string): boolean {
    return this.#items.has(`${pk}|${sk}`)
  }

  /** How many items a partition of the table ('') or of an index has. */
  lengthOf(index: string, pk: string): number {
    return this.#partitions.get(`${index}|${pk}`)?.size ?? 0
  }

  #plainOf(item: Attributes): Record<string, unknown> {
    const plain = this.#plain.get(item) ?? fromAttributes(item)
    this.#plain.set(item, plain)
    return plain
  }

  /** What the store says to a request. */
  answer(call: Call): object {
    return { $metadata: {}, ...this.#answer(call) }
  }

  #answer(call: Call): object {
    if (!call.command.includes('Write')) this.reads += 1
    if (is<GetItemCommandInput>(call, 'GetItem')) return { Item: this.#items.get(idOf(call.input.Key)) }
    if (is<BatchGetItemCommandInput>(call, 'BatchGetItem')) return this.#getMany(call.input)
    if (is<QueryCommandInput>(call, 'Query')) return this.#query(call.input)
    if (is<TransactWriteItemsCommandInput>(call, 'TransactWriteItems')) return this.#transact(call.input)
    if (is<BatchWriteItemCommandInput>(call, 'BatchWriteItem')) return this.#writeMany(call.input)
    throw new TypeError(`the memory table does not know ${call.command}`)
  }

  #getMany({ RequestItems = {} }: BatchGetItemCommandInput) {
    const found = Object.entries(RequestItems).map(([table, { Keys = [], ...only }]) => [
      table,
      Keys.flatMap(key => {
        const item = this.#items.get(idOf(key))
        return item ? [projected(item, only)] : []
      }),
    ])
    return { Responses: Object.fromEntries(found), UnprocessedKeys: {} }
  }

  #query(input: QueryCommandInput) {
    const { IndexName: index = '', ExpressionAttributeValues: values = {}, Limit: limit = 1e6 } = input
    const [begins, from, to] = [':sk', ':from', ':to'].map(alias => values[alias]?.S)
    const all = this.#inOrder(index, text(values[':pk']))
    const skOf = (item: Attributes) => text(item[`${index}sk`])
    let [first, end] = [0, all.length]
    if (begins !== undefined) {
      first = firstOf(all, item => byBytes(skOf(item), begins) >= 0)
      end = firstOf(all, item => byBytes(skOf(item), begins) >= 0 && !skOf(item).startsWith(begins))
    } else if (from !== undefined && to !== undefined) {
      first = firstOf(all, item => byBytes(skOf(item), from) >= 0)
      end = firstOf(all, item => byBytes(skOf(item), to) > 0)
    }
    const after = input.ExclusiveStartKey
    const isBackwards = input.ScanIndexForward === false
    if (after && isBackwards)
      end = Math.min(
        end,
        firstOf(all, item => inOrderOf(index)(item, after) >= 0),
      )
    if (after && !isBackwards)
      first = Math.max(
        first,
        firstOf(all, item => inOrderOf(index)(item, after) > 0),
      )
    const page = isBackwards
      ? all.slice(Math.max(first, end - limit), end).reverse()
      : all.slice(first, Math.min(end, first + limit))
    const last = page.at(-1)
    const names = ['pk', 'sk', ...(index ? [`${index}pk`, `${index}sk`] : [])]
    // An answer that is full has a cursor, even where nothing comes after it.
    const more = last && page.length === limit && { LastEvaluatedKey: pick(last, names) }
    const seen = page.map(item => projected(index === 'gs3' ? pick(item, names) : item, input))
    return { Items: seen, ...more }
  }

  /** The items of a partition in the order of their keys, put in order once after a write. */
  #inOrder(index: string, pk: string): Attributes[] {
    const name = `${index}|${pk}`
    const found = this.#ordered.get(name) ?? [...(this.#partitions.get(name)?.values() ?? [])].sort(inOrderOf(index))
    this.#ordered.set(name, found)
    return found
  }

  #transact({ TransactItems = [] }: TransactWriteItemsCommandInput) {
    const reasons = TransactItems.map(item => {
      const parts = item.Put ?? item.Update ?? item.Delete ?? item.ConditionCheck ?? {}
      const old = this.#items.get(idOf(keyOf(item)))
      return holds(parts, old) ? { Code: 'None' } : { Code: 'ConditionalCheckFailed', ...(old && { Item: old }) }
    })
    if (reasons.some(({ Code }) => Code !== 'None'))
      throw new TransactionCanceledException({ message: 'canceled', $metadata: {}, CancellationReasons: reasons })
    for (const item of TransactItems) {
      const id = idOf(keyOf(item))
      if (item.Put) this.#keep(id, item.Put.Item)
      if (item.Update) this.#keep(id, updated(item.Update, item.Update.Key ?? {}, this.#items.get(id)))
      if (item.Delete) this.#keep(id, undefined)
    }
    return {}
  }

  #writeMany({ RequestItems = {} }: BatchWriteItemCommandInput) {
    for (const { PutRequest, DeleteRequest } of Object.values(RequestItems).flat())
      this.#keep(idOf(PutRequest?.Item ?? DeleteRequest?.Key), PutRequest?.Item)
    return { UnprocessedItems: {} }
  }

  #keep(id: string, item: Attributes | undefined): void {
    this.#place('', id, this.#items.get(id), item)
    if (item) this.#items.set(id, item)
    else this.#items.delete(id)
    this.lagging(id, () => {
      for (const index of indexes) this.#place(index, id, this.#shown.get(id), item)
      if (item) this.#shown.set(id, item)
      else this.#shown.delete(id)
    })
  }

  #place(index: string, id: string, old: Attributes | undefined, item: Attributes | undefined): void {
    if (old) {
      this.#partitions.get(`${index}|${placeOf(old, index).pk}`)?.delete(id)
      this.#ordered.delete(`${index}|${placeOf(old, index).pk}`)
    }
    if (!item || placeOf(item, index).pk === '') return
    const name = `${index}|${placeOf(item, index).pk}`
    const partition = this.#partitions.get(name) ?? new Map<string, Attributes>()
    this.#partitions.set(name, partition.set(id, item))
    this.#ordered.delete(name)
  }
}

type Call<Input extends object = object> = { command: string; input: Input }

/** A command's name says what its input is; the type of a middleware does not. */
const is = <T extends object>(call: Call, name: string): call is Call<T> => call.command === `${name}Command`

const keyOf = ({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): Attributes | undefined =>
  Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key

type Only = Pick<QueryCommandInput, 'ProjectionExpression' | 'ExpressionAttributeNames'>
const projected = (item: Attributes, { ProjectionExpression: only, ExpressionAttributeNames: names = {} }: Only) =>
  only === undefined
    ? item
    : pick(
        item,
        only.split(',').map(alias => names[alias] ?? alias),
      )

const pick = (item: Attributes, names: string[]): Attributes =>
  Object.fromEntries(names.flatMap(name => (item[name] ? [[name, item[name]]] : [])))

/** By the sort key of an index, then by the table's own key. */
const inOrderOf = (index: string) => (a: Attributes, b: Attributes) =>
  byBytes(placeOf(a, index).sk, placeOf(b, index).sk) || byBytes(idOf(a), idOf(b))

/** The first place in a list in order from which on something holds. */
function firstOf(list: readonly Attributes[], holdsFrom: (item: Attributes) => boolean): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const item = list[middle]
    if (item && holdsFrom(item)) high = middle
    else low = middle + 1
  }
  return low
}

/** Sort keys are ordered by their UTF-8 bytes, which is the order of their characters but for those beyond 16 bits. */
function byBytes(a: string, b: string): number {
  if (a === b) return 0
  return isWide.test(a) || isWide.test(b) ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : a < b ? -1 : 1
}
const isWide = /[\ud800-\udfff]/
