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
  readonly #items = new Map<string, Attributes>()

  /** A client whose requests end here. */
  client(): DynamoDBClient {
    const client = new DynamoDBClient({ region: 'cn-north-1' })
    client.middlewareStack.add(
      (_next, { commandName: command = '' }) =>
        ({ input }) =>
          Promise.resolve().then(() => ({
            response: {},
            output: { $metadata: {}, ...this.#answer({ command, input }) },
          })),
      { step: 'initialize', priority: 'high' },
    )
    return client
  }

  /** Every item whose partition key begins so, read behind the product's back. */
  *itemsOf(owner: string): Generator<Record<string, unknown>> {
    for (const item of this.#items.values()) if (text(item.pk).startsWith(owner)) yield fromAttributes(item)
  }

  #answer(call: Call): object {
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
    const way = input.ScanIndexForward === false ? -1 : 1
    const after = input.ExclusiveStartKey
    const order = (a: Attributes, b: Attributes) =>
      way * (byBytes(placeOf(a, index).sk, placeOf(b, index).sk) || byBytes(idOf(a), idOf(b)))
    const items = [...(this.#partitions.get(`${index}|${text(values[':pk'])}`)?.values() ?? [])]
      .filter(item => {
        const { sk } = placeOf(item, index)
        if (begins !== undefined && !sk.startsWith(begins)) return false
        return from === undefined || to === undefined || (byBytes(sk, from) >= 0 && byBytes(sk, to) <= 0)
      })
      .filter(item => !after || order(item, after) > 0)
      .sort(order)
    const page = items.slice(0, limit)
    const last = page.at(-1)
    const names = ['pk', 'sk', ...(index ? [`${index}pk`, `${index}sk`] : [])]
    // An answer that is full has a cursor, even where nothing comes after it.
    const more = last && page.length === limit && { LastEvaluatedKey: pick(last, names) }
    const seen = page.map(item => projected(index === 'gs3' ? pick(item, names) : item, input))
    return { Items: seen, ...more }
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
    const old = this.#items.get(id)
    for (const index of ['', ...indexes]) {
      if (old) this.#partitions.get(`${index}|${placeOf(old, index).pk}`)?.delete(id)
      if (!item || placeOf(item, index).pk === '') continue
      const name = `${index}|${placeOf(item, index).pk}`
      const partition = this.#partitions.get(name) ?? new Map<string, Attributes>()
      this.#partitions.set(name, partition.set(id, item))
    }
    if (item) this.#items.set(id, item)
    else this.#items.delete(id)
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

/** Sort keys are ordered by their UTF-8 bytes. */
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
