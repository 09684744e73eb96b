import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type TransactWriteItemsCommandInput,
  TransactWriteItemsCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb'
import { AppError } from '@linli/shared/errors'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import { type Attributes, fromAttributes, toAttributes } from './db-items'
import { type Write, toTransactItem } from './db-write'
import { ConditionFailed, outcomeUnknown, reasonsOf, retrying } from './db-retry'
import type { Secrets } from './secrets'

/** Where an item lies; as a shape, for who reads keys alone. */
export const Key = z.object({ pk: z.string(), sk: z.string() })
export type Key = z.infer<typeof Key>
export type Item = Key & Record<string, unknown>
type Index = 'gs1' | 'gs2' | 'gs3'

export type QueryInput<T> = {
  index?: Index
  pk: string
  /** Sort keys that begin so, or lie between both ends (inclusive). */
  begins?: string
  between?: [string, string]
  schema: Schema<T>
  limit: number
  cursor?: string | undefined
  newestFirst?: boolean
  /** Only these attributes travel; what is read is charged whole all the same. */
  only?: Projection
}

/** For items that the caller reads by shapes of its own: many kinds were asked for together. */
export const AnyItem = z.unknown()

/** Some attributes of items, and always the key. Made once: it is as long as the shape. */
export type Projection = { ProjectionExpression: string; ExpressionAttributeNames: Record<string, string> }

/** By aliases, because many attributes' names are reserved words. */
export function projection(shape: Record<string, unknown>): Projection {
  const names = [...new Set(['pk', 'sk', ...Object.keys(shape)])]
  return {
    ProjectionExpression: names.map(name => `#o_${name}`).join(),
    ExpressionAttributeNames: Object.fromEntries(names.map(name => [`#o_${name}`, name])),
  }
}

/** The table behind every store: keys are checked against the caller's tenant, items are parsed on the way out. */
export type Db = {
  /** A consistent read. */
  get<T>(key: Key, schema: Schema<T>): Promise<T | undefined>
  /** Consistent reads, 100 keys a request, in the order asked; missing ones are undefined. `only` as in a query. */
  getMany<T>(keys: Key[], schema: Schema<T>, only?: Projection): Promise<(T | undefined)[]>
  /** One page; consistent on the table, eventually consistent on an index. An empty page may have a cursor. */
  query<T>(input: QueryInput<T>): Promise<{ items: T[]; cursor?: string }>
  /**
   * One transaction of at most 100 writes and checks, 40 of them checks, retried within 3.5 s on conflict and throttling.
   * `marker` is a key that only this transaction writes: it tells after a lost answer whether it was committed.
   * Throws ConditionFailed with the positions that failed.
   */
  transact(writes: Write[], marker: Key): Promise<void>
  /** Unconditioned puts and deletes, for drafts under a leased run only. */
  writeMany(writes: ({ put: Item } | { delete: Key })[]): Promise<void>
}

/** Which owners a caller may touch: key prefixes that end in #. */
export type Reach = readonly string[]

export type DbDeps = {
  client: DynamoDBClient
  table: string
  secrets: Secrets
  newToken: () => string
  /** Told of each committed outbox item, so that it can be sent at once. */
  committed: (writes: Write[]) => void
}

export function makeDb(deps: DbDeps, reach: Reach): Db {
  const { client, table } = deps
  const guard = (pk: unknown) => {
    if (typeof pk !== 'string' || !reach.some(owner => pk.startsWith(owner)))
      throw new Error(`key outside the tenant: ${String(pk).slice(0, 12)}`)
  }
  const guardItem = (item: Record<string, unknown>) => {
    guard(item.pk)
    for (const name of ['gs1pk', 'gs2pk', 'gs3pk']) if (item[name] !== undefined) guard(item[name])
  }
  const guardWrite = (write: Write) => {
    if ('put' in write) guardItem(write.put)
    else if ('update' in write) guardItem({ ...write.update.set, pk: write.update.key.pk })
    else guard('check' in write ? write.check.pk : write.delete.pk)
  }

  return {
    async get(key, schema) {
      guard(key.pk)
      const { Item: item } = await retrying(() =>
        client.send(new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true })),
      )
      return item === undefined ? undefined : schema.parse(fromAttributes(item))
    },

    async getMany(keys, schema, only) {
      if (keys.length === 0) return []
      for (const key of keys) guard(key.pk)
      const names = keys.map(({ pk, sk }) => `${pk}|${sk}`)
      const found = new Map<string, unknown>()
      const asked = [...new Map(keys.map((key, i) => [names[i], keyOf(key)])).values()]
      for (let at = 0; at < asked.length; at += 100) {
        let pending = asked.slice(at, at + 100)
        await retrying(async () => {
          const result = await client.send(
            new BatchGetItemCommand({
              RequestItems: {
                [table]: { Keys: pending, ConsistentRead: true, ...only },
              },
            }),
          )
          for (const attributes of result.Responses?.[table] ?? []) {
            const item = fromAttributes(attributes)
            found.set(`${String(item.pk)}|${String(item.sk)}`, item)
          }
          pending = result.UnprocessedKeys?.[table]?.Keys ?? []
          if (pending.length > 0) throw new Unprocessed()
        })
      }
      return names.map(name => {
        const item = found.get(name)
        return item === undefined ? undefined : schema.parse(item)
      })
    },

    async query(input) {
      guard(input.pk)
      const prefix = input.index ?? ''
      const values: Attributes = { ':pk': { S: input.pk } }
      let condition = '#pk = :pk'
      if (input.begins !== undefined) {
        condition += ' AND begins_with(#sk, :sk)'
        values[':sk'] = { S: input.begins }
      } else if (input.between) {
        condition += ' AND #sk BETWEEN :from AND :to'
        values[':from'] = { S: input.between[0] }
        values[':to'] = { S: input.between[1] }
      }
      const names: Record<string, string> = { '#pk': `${prefix}pk` }
      if (condition.includes('#sk')) names['#sk'] = `${prefix}sk`
      const start = input.cursor === undefined ? undefined : openCursor(deps.secrets, input.cursor, input)
      const page = (from: Attributes | undefined) =>
        retrying(() =>
          client.send(
            new QueryCommand({
              TableName: table,
              IndexName: input.index,
              KeyConditionExpression: condition,
              ExpressionAttributeNames: { ...names, ...input.only?.ExpressionAttributeNames },
              ExpressionAttributeValues: values,
              ProjectionExpression: input.only?.ProjectionExpression,
              Limit: input.limit,
              ScanIndexForward: !input.newestFirst,
              ConsistentRead: input.index === undefined,
              ExclusiveStartKey: from,
            }),
          ),
        )
      let result = await page(start)
      // DynamoDB may answer no items and a cursor; a screen would show that as an empty list.
      for (let tries = 0; tries < 3 && result.Items?.length === 0 && result.LastEvaluatedKey; tries++)
        result = await page(result.LastEvaluatedKey)
      const last = result.LastEvaluatedKey
      return {
        items: (result.Items ?? []).map(item => input.schema.parse(fromAttributes(item))),
        ...(last && { cursor: sealCursor(deps.secrets, fromAttributes(last), input) }),
      }
    },

    async transact(writes, marker) {
      const checks = writes.filter(write => 'check' in write).length
      if (writes.length > 100 || checks > 40) throw new Error(`a transaction of ${writes.length} writes`)
      writes.forEach(guardWrite)
      const input: TransactWriteItemsCommandInput = {
        TransactItems: writes.map(write => toTransactItem(table, write)),
        ClientRequestToken: deps.newToken(),
      }
      let unsure = false
      const committed = async () =>
        (
          await client.send(
            new GetItemCommand({
              TableName: table,
              Key: keyOf(marker),
              ConsistentRead: true,
              ProjectionExpression: 'pk',
            }),
          )
        ).Item !== undefined
      await retrying(async () => {
        try {
          if (unsure && (await committed())) return
          await client.send(new TransactWriteItemsCommand(input))
        } catch (error) {
          const reasons = reasonsOf(error)
          if (reasons.some(reason => reason.Code === 'ConditionalCheckFailed')) {
            if (unsure && (await committed())) return
            throw new ConditionFailed(reasons)
          }
          if (outcomeUnknown(error)) unsure = true
          throw error
        }
      })
      deps.committed(writes)
    },

    async writeMany(writes) {
      writes.forEach(guardWrite)
      for (let at = 0; at < writes.length; at += 25) {
        let pending: WriteRequest[] = writes
          .slice(at, at + 25)
          .map(write =>
            'put' in write
              ? { PutRequest: { Item: toAttributes(write.put) } }
              : { DeleteRequest: { Key: keyOf(write.delete) } },
          )
        await retrying(async () => {
          const result = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: pending } }))
          pending = result.UnprocessedItems?.[table] ?? []
          if (pending.length > 0) throw new Unprocessed()
        })
      }
    },
  }
}

const StartKey = z.record(z.string(), z.string())

/** The key alone: callers may hand a whole item over. */
const keyOf = ({ pk, sk }: Key): Attributes => ({ pk: { S: pk }, sk: { S: sk } })

/** Part of a batch was throttled: the same again for the rest. */
class Unprocessed extends Error {
  override name = 'ProvisionedThroughputExceededException'
}

const scope = (input: { pk: string; index?: Index }) => `${input.index ?? 'table'}|${input.pk}|`

function sealCursor(secrets: Secrets, last: Record<string, unknown>, input: { pk: string; index?: Index }): string {
  const body = Buffer.from(JSON.stringify(last)).toString('base64url')
  return `${body}.${secrets.sign(scope(input) + body)}`
}

function openCursor(secrets: Secrets, cursor: string, input: { pk: string; index?: Index }): Attributes {
  const [body = '', signature = ''] = cursor.split('.')
  if (!secrets.verify(scope(input) + body, signature))
    throw new AppError('request.invalid', { fields: [{ path: 'cursor', message: '请从第一页开始' }] })
  return toAttributes(StartKey.parse(JSON.parse(Buffer.from(body, 'base64url').toString())))
}

export { ConditionFailed }
