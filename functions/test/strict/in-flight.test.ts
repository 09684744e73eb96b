import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { GetCommand, PutCommand, TransactGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, it } from 'vitest'
import { StrictWorld } from '../strict'
import { calm, connect, Place, TableName, transaction } from './place'
let own: Place
beforeEach(() => {
  own = new Place()
})

it('cancels a transaction that overlaps another client’s on one item, with a reason per action', async () => {
  const world = new StrictWorld(calm)
  const [one, two] = [connect(world).docs, connect(world).docs]
  const held = world.holdNext({ command: 'TransactWriteItems', when: 'before', match: own.pk })
  const first = one.send(transaction(own.put('a'), own.put('b')))
  await held.reached
  await expect(two.send(transaction(own.put('c'), own.put('b')))).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
  })
  await two.send(transaction(own.put('d')))
  held.release()
  await first
  await two.send(transaction(own.put('b')))
  expect(world.counts.conflicts).toBe(1)
})

it('counts a condition check as a use of the item', async () => {
  const world = new StrictWorld(calm)
  const { docs } = connect(world)
  await docs.send(new PutCommand(own.put('a').Put))
  const check = () => ({
    ConditionCheck: { TableName, Key: { pk: own.pk, sk: 'a' }, ConditionExpression: 'attribute_exists(pk)' },
  })
  const held = world.holdNext({ command: 'TransactWriteItems', when: 'before', match: own.pk })
  const first = docs.send(transaction(check(), own.put('x')))
  await held.reached
  await expect(docs.send(transaction(check(), own.put('y')))).rejects.toMatchObject({
    name: 'TransactionCanceledException',
  })
  held.release()
  await first
})

it('refuses a single write and a transactional read during a transaction, not afterwards', async () => {
  const world = new StrictWorld(calm)
  const { docs } = connect(world)
  const held = world.holdNext({ command: 'TransactWriteItems', when: 'after', match: own.pk })
  const first = docs.send(transaction(own.put('a')))
  await held.reached
  await expect(docs.send(own.add('a'))).rejects.toMatchObject({ name: 'TransactionConflictException' })
  const read = new TransactGetCommand({ TransactItems: [{ Get: { TableName, Key: { pk: own.pk, sk: 'a' } } }] })
  await expect(docs.send(read)).rejects.toMatchObject({ CancellationReasons: [{ Code: 'TransactionConflict' }] })
  held.release()
  await first
  await docs.send(own.add('a'))
  await docs.send(read)
})

it('takes single writes of one item in turn, without a conflict', async () => {
  const world = new StrictWorld({ ...calm, lagMs: [0, 100] })
  const { docs } = connect(world)
  await Promise.all(Array.from({ length: 20 }, () => docs.send(own.add('n'))))
  const { Item } = await docs.send(new GetCommand({ TableName, Key: { pk: own.pk, sk: 'n' }, ConsistentRead: true }))
  expect(Item?.n).toBe(20)
  const held = world.holdNext({ command: 'UpdateItem', when: 'before', match: own.pk })
  const first = docs.send(own.add('n'))
  await held.reached
  const second = docs.send(own.add('n')).then(() => 'done')
  expect(await Promise.race([second, sleep(50, 'waits')])).toBe('waits')
  held.release()
  await first
  expect(await second).toBe('done')
  expect(world.counts.conflicts).toBe(0)
})

it('meets conflicts by itself when one item is hot, and the SDK does not hide them', async () => {
  const world = new StrictWorld({ ...calm, transactMs: [2, 8] })
  const { docs } = connect(world, 3)
  const done = await Promise.allSettled(Array.from({ length: 16 }, () => docs.send(transaction(own.put('hot')))))
  expect(done.filter(({ status }) => status === 'rejected').length).toBe(world.counts.conflicts)
  expect(world.counts.conflicts).toBeGreaterThan(0)
})

it('says that a repeated request is still in progress', async () => {
  const world = new StrictWorld(calm)
  const { docs } = connect(world)
  const held = world.holdNext({ command: 'TransactWriteItems', when: 'before', match: own.pk })
  const same = { TransactItems: [own.put('a')], ClientRequestToken: randomUUID() }
  const first = docs.send(new TransactWriteCommand(same))
  await held.reached
  await expect(docs.send(new TransactWriteCommand(same))).rejects.toMatchObject({
    name: 'TransactionInProgressException',
  })
  held.release()
  await first
})
