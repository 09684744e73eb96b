import { BatchGetCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, it } from 'vitest'
import { StrictWorld } from '../strict'
import { calm, connect, list, Place, TableName, transaction } from './place'
let own: Place
beforeEach(() => {
  own = new Place()
})

it('shows an index, and an inconsistent read, as they were, until they catch up', async () => {
  const world = new StrictWorld(calm)
  const { docs } = connect(world)
  for (const sk of ['1', '2', '3'])
    await docs.send(new PutCommand(own.put(sk, { v: 'old', gs1pk: `${own.pk}g`, gs1sk: sk }).Put))
  world.holdReaders()
  await docs.send(new PutCommand(own.put('1', { v: 'new', gs1pk: `${own.pk}g`, gs1sk: '1' }).Put))
  await docs.send(
    transaction(own.put('2', { v: 'moved', gs1pk: `${own.pk}other`, gs1sk: '2' }), {
      Delete: { TableName, Key: { pk: own.pk, sk: '3' } },
    }),
  )
  for (const sk of ['0', '4']) {
    await docs.send(new PutCommand(own.put(sk, { v: 'added', gs1pk: `${own.pk}g`, gs1sk: sk }).Put))
  }
  const before = [
    ['1', 'old'],
    ['2', 'old'],
    ['3', 'old'],
  ]
  expect(await list(docs, own.byIndex('gs1'))).toEqual(before)
  expect(await list(docs, own.byIndex('gs1', { ScanIndexForward: false }))).toEqual([...before].reverse())
  expect(await list(docs, own.byIndex('gs1', { Limit: 2 }), 1)).toEqual(before.slice(0, 1))
  for (const Limit of [1, 2, 3]) expect(await list(docs, own.byIndex('gs1', { Limit }))).toEqual(before)
  expect(await list(docs, own.byPartition())).toEqual(before)
  expect((await docs.send(new GetCommand({ TableName, Key: { pk: own.pk, sk: '4' } }))).Item).toBeUndefined()
  expect((await docs.send(new GetCommand({ TableName, Key: { pk: own.pk, sk: '1' } }))).Item?.v).toBe('old')
  const now = [
    ['0', 'added'],
    ['1', 'new'],
    ['2', 'moved'],
    ['4', 'added'],
  ]
  expect(await list(docs, own.byPartition({ ConsistentRead: true }))).toEqual(now)
  expect(
    (await docs.send(new GetCommand({ TableName, Key: { pk: own.pk, sk: '1' }, ConsistentRead: true }))).Item?.v,
  ).toBe('new')
  world.settle()
  expect(await list(docs, own.byIndex('gs1'))).toEqual([
    ['0', 'added'],
    ['1', 'new'],
    ['4', 'added'],
  ])
  expect(await list(docs, own.byPartition())).toEqual(now)
})

it('lets another client of the world lag too, and a key-only index show keys only', async () => {
  const world = new StrictWorld(calm)
  const [one, two] = [connect(world).docs, connect(world).docs]
  await one.send(new PutCommand(own.put('1', { v: 'old', gs3pk: `${own.pk}g`, gs3sk: 'k' }).Put))
  world.holdReaders()
  await one.send(new PutCommand(own.put('1', { v: 'new' }).Put))
  const { Items } = await two.send(new QueryCommand(own.byIndex('gs3')))
  expect(Items).toEqual([{ pk: own.pk, sk: '1', gs3pk: `${own.pk}g`, gs3sk: 'k' }])
})

it('serves stale images in a batch read and under a projection', async () => {
  const world = new StrictWorld(calm)
  const { docs } = connect(world)
  await docs.send(new PutCommand(own.put('1', { v: 'old', w: 1, gs1pk: `${own.pk}g`, gs1sk: '1' }).Put))
  world.holdReaders()
  await docs.send(new PutCommand(own.put('1', { v: 'new', w: 2, gs1pk: `${own.pk}g`, gs1sk: '1' }).Put))
  await docs.send(new PutCommand(own.put('2').Put))
  const keys = {
    Keys: [
      { pk: own.pk, sk: '1' },
      { pk: own.pk, sk: '2' },
    ],
  }
  const read = (spec: object) =>
    docs.send(new BatchGetCommand({ RequestItems: { [String(TableName)]: { ...keys, ...spec } } }))
  expect((await read({})).Responses?.[String(TableName)]).toMatchObject([{ sk: '1', v: 'old' }])
  expect((await read({ ConsistentRead: true })).Responses?.[String(TableName)]).toHaveLength(2)
  const narrow = own.byIndex('gs1', { ProjectionExpression: '#v', ExpressionAttributeNames: { '#v': 'v' } })
  expect((await docs.send(new QueryCommand(narrow))).Items).toEqual([{ v: 'old' }])
})

it('catches up within the seeded time, each index on its own', async () => {
  let nowMs = 0
  const world = new StrictWorld({ ...calm, lagMs: [100, 500], nowMs: () => nowMs })
  const { docs } = connect(world)
  // More than one: two indexes may show the same item at the same moment.
  const keys = ['1', '2', '3', '4']
  const both = `${own.pk}g`
  for (const sk of keys)
    await docs.send(new PutCommand(own.put(sk, { gs1pk: both, gs1sk: sk, gs2pk: both, gs2sk: sk }).Put))
  const seenAt = async (index: 'gs1' | 'gs2') => {
    const seen = new Map<string, number>()
    for (nowMs = 0; nowMs <= 500; nowMs += 20)
      for (const [sk] of await list(docs, own.byIndex(index))) if (!seen.has(String(sk))) seen.set(String(sk), nowMs)
    return keys.map(sk => seen.get(sk) ?? 0)
  }
  const [first, second] = [await seenAt('gs1'), await seenAt('gs2')]
  expect(Math.min(...first, ...second)).toBeGreaterThanOrEqual(100)
  expect(first).not.toEqual(second)
})

it('forgets the previous image of a write that was not committed', async () => {
  const world = new StrictWorld(calm)
  const { docs } = connect(world)
  await docs.send(new PutCommand(own.put('1', { v: 'old' }).Put))
  world.holdReaders()
  const refused = { ...own.put('1', { v: 'new' }).Put, ConditionExpression: 'attribute_not_exists(pk)' }
  await expect(docs.send(new PutCommand(refused))).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
  expect((await docs.send(new GetCommand({ TableName, Key: { pk: own.pk, sk: '1' } }))).Item?.v).toBe('old')
  expect(world.counts.staleReads).toBe(0)
})
