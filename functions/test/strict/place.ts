import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { strict, type StrictWorld } from '../strict'

export const TableName = process.env.LINLI_TABLE ?? ''

/** A world without trouble of its own: a test adds the one it is about. */
export const calm = {
  seed: 1,
  lagMs: [0, 0],
  transactMs: [0, 0],
  unprocessed: 0,
  emptyPage: 0,
  throttle: 0,
} as const

/** A strict client of the test engine, as a process of its own; no retries unless asked. */
export function connect(world: StrictWorld, maxAttempts = 1) {
  const client = new DynamoDBClient({ endpoint: process.env.LINLI_DYNAMODB_ENDPOINT, maxAttempts })
  const life = strict(client, world)
  return { life, docs: DynamoDBDocumentClient.from(client) }
}

type Actions = NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>
export const transaction = (...actions: Actions) => new TransactWriteCommand({ TransactItems: actions })

/** A partition of one test's own, and requests in it. */
export class Place {
  readonly pk = `C#${randomUUID()}#`

  put(sk: string, more: Record<string, unknown> = {}) {
    return { Put: { TableName, Item: { pk: this.pk, sk, ...more } } }
  }

  add(sk: string): UpdateCommand {
    return new UpdateCommand({
      TableName,
      Key: { pk: this.pk, sk },
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': 1 },
    })
  }

  byPartition(more: Partial<QueryCommandInput> = {}): QueryCommandInput {
    return { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': this.pk }, ...more }
  }

  /** The partition `<pk>g` of an index. */
  byIndex(index: string, more: Partial<QueryCommandInput> = {}): QueryCommandInput {
    return {
      TableName,
      IndexName: index,
      KeyConditionExpression: `${index}pk = :pk`,
      ExpressionAttributeValues: { ':pk': `${this.pk}g` },
      ...more,
    }
  }
}

/** [sk, v] of all items, page by page. */
export async function list(
  docs: DynamoDBDocumentClient,
  query: QueryCommandInput,
  maxPages = 100,
): Promise<unknown[][]> {
  const found: unknown[][] = []
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey']
  for (let page = 0; page < maxPages; page++) {
    const answer = await docs.send(new QueryCommand({ ...query, ExclusiveStartKey }))
    for (const item of answer.Items ?? []) found.push([item.sk, item.v])
    ExclusiveStartKey = answer.LastEvaluatedKey
    if (!ExclusiveStartKey) return found
  }
  return found
}
