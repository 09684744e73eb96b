import { BatchGetCommand, BatchWriteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, it } from 'vitest'
import { StrictWorld } from '../strict'
import { calm, connect, list, Place, TableName, transaction } from './place'
let own: Place
beforeEach(() => {
  own = new Place()
})

it('hands back part of a batch, and the rest on asking again', async () => {
  const world = new StrictWorld({ ...calm, unprocessed: 1 })
  const { docs } = connect(world)
  let left = {
    [String(TableName)]: Array.from({ length: 25 }, (_, at) => ({ PutRequest: { Item: { pk: own.pk, sk: `${at}` } } })),
  }
  const first = await docs.send(new BatchWriteCommand({ RequestItems: left }))
  const unprocessed = first.UnprocessedItems?.[String(TableName)] ?? []
  expect(unprocessed.length).toBeGreaterThan(0)
  expect(unprocessed.length).toBeLessThan(25)
  expect(await list(docs, own.byPartition({ ConsistentRead: true }))).toHaveLength(25 - unprocessed.length)
  for (let round = 0; Object.keys(left).length > 0 && round < 30; round++) {
    const answer = await docs.send(new BatchWriteCommand({ RequestItems: left }))
    left = JSON.parse(JSON.stringify(answer.UnprocessedItems ?? {}))
  }
  expect(await list(docs, own.byPartition({ ConsistentRead: true }))).toHaveLength(25)
  const Keys = Array.from({ length: 25 }, (_, at) => ({ pk: own.pk, sk: `${at}` }))
  const read = await docs.send(new BatchGetCommand({ RequestItems: { [String(TableName)]: { Keys } } }))
  const got = read.Responses?.[String(TableName)]?.length ?? 0
  expect(got + (read.UnprocessedKeys?.[String(TableName)]?.Keys?.length ?? 0)).toBe(25)
  expect(got).toBeLessThan(25)
})

it('hands back what a transaction in flight has', async () => {
  const world = new StrictWorld(calm)
  const { docs } = connect(world)
  const held = world.holdNext({ command: 'TransactWriteItems', when: 'before', match: own.pk })
  const first = docs.send(transaction(own.put('a')))
  await held.reached
  const batch = { [String(TableName)]: ['a', 'b'].map(sk => ({ PutRequest: { Item: { pk: own.pk, sk } } })) }
  const answer = await docs.send(new BatchWriteCommand({ RequestItems: batch }))
  expect(answer.UnprocessedItems?.[String(TableName)]).toEqual([{ PutRequest: { Item: { pk: own.pk, sk: 'a' } } }])
  held.release()
  await first
})

it('answers with empty pages that have a cursor, and loses nothing', async () => {
  const { docs } = connect(new StrictWorld(calm))
  const sks = Array.from({ length: 12 }, (_, at) => `B#${String(at).padStart(3, '0')}`)
  for (const sk of sks) await docs.send(new PutCommand(own.put(sk, { gs1pk: `${own.pk}g`, gs1sk: `X${sk}` }).Put))
  for (const seed of [1, 2, 3, 4, 5]) {
    const world = new StrictWorld({ ...calm, seed, emptyPage: 0.5 })
    const strictDocs = connect(world).docs
    const begins = {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :b)',
      ExpressionAttributeValues: { ':pk': own.pk, ':b': 'B#' },
    }
    const between = {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :a AND :z',
      ExpressionAttributeValues: { ':pk': own.pk, ':a': 'B#000', ':z': 'B#999' },
    }
    for (const query of [own.byPartition(), own.byPartition(begins), own.byPartition(between), own.byIndex('gs1')]) {
      for (const ScanIndexForward of [true, false]) {
        const found = await list(strictDocs, { ...query, ScanIndexForward, Limit: 3 })
        expect(found.map(([sk]) => sk)).toEqual(ScanIndexForward ? sks : [...sks].reverse())
      }
    }
    expect(world.counts.emptyPages).toBeGreaterThan(0)
  }
})

it('leaves the limits of one page and one transaction to the engine, which keeps them', async () => {
  const { docs } = connect(new StrictWorld(calm))
  for (const sk of ['1', '2', '3']) await docs.send(new PutCommand(own.put(sk, { text: 'x'.repeat(390_000) }).Put))
  const page = await docs.send(new QueryCommand(own.byPartition({ ConsistentRead: true })))
  expect([page.Items?.length, page.LastEvaluatedKey]).toEqual([2, { pk: own.pk, sk: '2' }])
  const many = Array.from({ length: 101 }, (_, at) => own.put(`${at}`))
  await expect(docs.send(transaction(...many))).rejects.toMatchObject({ name: 'ValidationException' })
  await expect(docs.send(transaction(own.put('a'), own.put('a')))).rejects.toThrow('multiple operations on one item')
})
