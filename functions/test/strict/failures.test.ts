import { randomUUID } from 'node:crypto'
import { PutCommand, ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, it } from 'vitest'
import { StrictWorld } from '../strict'
import { calm, connect, list, Place, TableName, transaction } from './place'
let own: Place
beforeEach(() => {
  own = new Place()
})

it('loses a request before the commit, or its answer after it', async () => {
  const world = new StrictWorld(calm)
  const { docs } = connect(world)
  world.failNext({ command: 'TransactWriteItems', when: 'before', match: own.pk })
  await expect(docs.send(transaction(own.put('a')))).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(await list(docs, own.byPartition({ ConsistentRead: true }))).toEqual([])
  const lost = world.failNext({ command: 'TransactWriteItems', when: 'after', match: own.pk })
  await expect(docs.send(transaction(own.put('a')))).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(await list(docs, own.byPartition({ ConsistentRead: true }))).toHaveLength(1)
  expect(lost.hits()).toBe(1)
  await docs.send(transaction(own.put('b')))
})

it('repeats a lost transaction once, until the store forgets the request token', async () => {
  const world = new StrictWorld(calm)
  const { docs } = connect(world)
  const once = { ...own.put('a').Put, ConditionExpression: 'attribute_not_exists(pk)' }
  const request = { TransactItems: [{ Put: once }], ClientRequestToken: randomUUID() }
  world.failNext({ when: 'after', match: own.pk })
  await expect(docs.send(new TransactWriteCommand(request))).rejects.toMatchObject({ name: 'TimeoutError' })
  await docs.send(new TransactWriteCommand(request))
  world.forgetTokens()
  await expect(docs.send(new TransactWriteCommand(request))).rejects.toMatchObject({
    CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
  })
})

it('throttles, with the reasons of a transaction', async () => {
  const world = new StrictWorld(calm)
  const { docs } = connect(world)
  world.failNext({ when: 'before', error: 'throttle', times: 2 })
  await expect(docs.send(own.add('a'))).rejects.toMatchObject({ name: 'ThrottlingException' })
  await expect(docs.send(transaction(own.put('a')))).rejects.toMatchObject({
    CancellationReasons: [{ Code: 'ThrottlingError' }],
  })
  await docs.send(own.add('a'))
})

it('kills a process at its n-th write: nothing of it happens any more, while others go on', async () => {
  const world = new StrictWorld(calm)
  const [victim, other] = [connect(world), connect(world)]
  victim.life.crashAt(2, 'after')
  await victim.docs.send(new PutCommand(own.put('1').Put))
  await expect(victim.docs.send(new PutCommand(own.put('2').Put))).rejects.toMatchObject({ name: 'ProcessCrashed' })
  await expect(victim.docs.send(new PutCommand(own.put('3').Put))).rejects.toMatchObject({ name: 'ProcessCrashed' })
  expect((await list(other.docs, own.byPartition({ ConsistentRead: true }))).map(([sk]) => sk)).toEqual(['1', '2'])
  victim.life.revive()
  await victim.docs.send(new PutCommand(own.put('3').Put))
})

it('refuses Scan', async () => {
  const { docs } = connect(new StrictWorld(calm))
  await expect(docs.send(new ScanCommand({ TableName }))).rejects.toMatchObject({ name: 'AccessDeniedException' })
})

it('meets the same trouble with the same seed, and other trouble with another', async () => {
  const run = async (seed: number) => {
    const { docs } = connect(new StrictWorld({ ...calm, seed, throttle: 0.5, timeoutAfter: 0.2 }))
    const met: string[] = []
    for (let at = 0; at < 20; at++) {
      const write = { TableName, Item: { pk: 'C#SEED#', sk: `${at}` } }
      met.push(
        await docs.send(new PutCommand(write)).then(
          () => 'ok',
          (error: Error) => error.name,
        ),
      )
    }
    return met.join()
  }
  const first = await run(7)
  expect(first).toContain('ThrottlingException')
  expect(first).toContain('TimeoutError')
  expect(await run(7)).toBe(first)
  expect(await run(8)).not.toBe(first)
})
