import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { expect, onTestFinished, test } from 'vitest'
import { startEngine } from '../local/engine'
import { localClient } from '../local/engine-table'
import { fillDatabase } from './fill-database'

test('the engine serves what it took in, by the table and by an index', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'linli-fill-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  const items = ['1', '2', '3'].map(sk => ({
    pk: 'C#A00000#buildings',
    sk,
    gs1pk: 'C#A00000#by-text',
    gs1sk: `t${sk}`,
    units: new Set(['1', '2']),
    gone: undefined,
  }))
  const told: string[] = []
  expect(await fillDatabase(dir, items, line => told.push(line))).toBe(3)
  expect(told.at(-1)).toMatch(/^3 items in the database, \d+ s, \d+ items\/s$/)
  expect((await readdir(dir)).toSorted()).toEqual(['linli.db', 'schema.json'])
  const engine = await startEngine({ dir })
  const client = localClient(engine.endpoint)
  onTestFinished(async () => {
    client.destroy()
    await engine.stop()
  })
  const found = await client.send(
    new QueryCommand({
      TableName: 'linli',
      IndexName: 'gs1',
      KeyConditionExpression: 'gs1pk = :pk AND begins_with(gs1sk, :sk)',
      ExpressionAttributeValues: { ':pk': { S: 'C#A00000#by-text' }, ':sk': { S: 't2' } },
      ReturnConsumedCapacity: 'TOTAL',
    }),
  )
  expect(found.Items).toEqual([
    {
      pk: { S: 'C#A00000#buildings' },
      sk: { S: '2' },
      gs1pk: { S: 'C#A00000#by-text' },
      gs1sk: { S: 't2' },
      units: { SS: ['1', '2'] },
    },
  ])
  expect(found.ConsumedCapacity?.CapacityUnits).toBe(0.5)
})
