import { BatchWriteItemCommand, type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Engine, startEngine } from './engine'
import { localClient } from './engine-table'
import { batchesInOneCommit } from './one-commit'

let engine: Engine
let client: DynamoDBClient
const sent: string[] = []

beforeAll(async () => {
  engine = await startEngine({ memory: true })
  client = localClient(engine.endpoint)
  batchesInOneCommit(client)
  client.middlewareStack.add(
    (next, { commandName }) =>
      args => {
        sent.push(commandName ?? '')
        return next(args)
      },
    { step: 'build', name: 'note' },
  )
})
beforeEach(() => {
  sent.length = 0
})
afterAll(() => engine.stop())

const pk = { S: 'C#1' }
const put = (sk: string, text = '') => ({ PutRequest: { Item: { pk, sk: { S: sk }, text: { S: text } } } })
const write = (requests: object[]) => client.send(new BatchWriteItemCommand({ RequestItems: { linli: requests } }))
async function stored(): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = []
  const pages = paginateQuery(
    { client },
    {
      TableName: 'linli',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ProjectionExpression: 'sk',
    },
  )
  for await (const { Items = [] } of pages) names.push(...Items.map(({ sk }) => sk?.S))
  return names
}

it('writes the puts and deletes of a batch in one transaction', async () => {
  await write([put('a'), put('b'), put('c')])
  expect(sent).toEqual(['TransactWriteItemsCommand'])
  const { UnprocessedItems } = await write([put('d'), { DeleteRequest: { Key: { pk, sk: { S: 'b' } } } }])
  expect(UnprocessedItems ?? {}).toEqual({})
  expect(await stored()).toEqual(['a', 'c', 'd'])
})

it('leaves a batch alone that is larger than a transaction may be', async () => {
  const long = 'x'.repeat(300_000)
  const names = Array.from({ length: 15 }, (_, n) => `long-${String(n).padStart(2, '0')}`)
  await write(names.map(name => put(name, long)))
  expect(sent).toEqual(['BatchWriteItemCommand'])
  expect(await stored()).toEqual(expect.arrayContaining(names))
})

it('passes on what the engine refuses', async () => {
  await expect(write([put('twice'), put('twice')])).rejects.toThrow(/multiple operations/)
})
