import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { toAttributes } from '@linli/functions/db-items'

const perBatch = 25
const lanes = 8

/** Writes items as they come, in full batches, some at a time: to fill a table before it is measured. How many. */
export async function load(
  client: DynamoDBClient,
  table: string,
  items: Iterable<Record<string, unknown>>,
): Promise<number> {
  const source = batches(items)
  let count = 0
  const lane = async () => {
    for (let next = source.next(); !next.done; next = source.next()) {
      const requests = next.value.map(item => ({ PutRequest: { Item: toAttributes(item) } }))
      const { UnprocessedItems: left = {} } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [table]: requests } }),
      )
      if (Object.keys(left).length > 0) throw new Error('the engine handed items back')
      count += requests.length
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return count
}

function* batches<T>(items: Iterable<T>): Generator<T[], undefined> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length === perBatch) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
  return undefined
}
