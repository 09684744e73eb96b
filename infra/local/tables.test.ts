import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { localTable } from './tables'

it('turns the cloud template into a CreateTable input without TTL and recovery', async () => {
  const table = await localTable()
  expect(table.TableName).toBe('linli')
  expect(table.KeySchema).toEqual([
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ])
  expect(table.GlobalSecondaryIndexes?.map(index => [index.IndexName, index.Projection?.ProjectionType])).toEqual([
    ['gs1', 'ALL'],
    ['gs2', 'ALL'],
    ['gs3', 'KEYS_ONLY'],
  ])
  expect(table).not.toHaveProperty('TimeToLiveSpecification')
  expect(table).not.toHaveProperty('PointInTimeRecoverySpecification')
})

it('names the table otherwise on request', async () => {
  expect((await localTable('linli-other')).TableName).toBe('linli-other')
})

it('keeps TTL and point-in-time recovery in the cloud', async () => {
  const template = parse(await readFile(new URL('../tables.yml', import.meta.url), 'utf8'))
  expect(template.Resources.LinliTable.Properties.TimeToLiveSpecification).toEqual({
    AttributeName: 'ttl',
    Enabled: true,
  })
  expect(template.Resources.LinliTable.DeletionPolicy).toBe('Retain')
})
