import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, it } from 'vitest'
import { StrictWorld, strict } from './strict'

const TableName = process.env.LINLI_TABLE
const calm = { seed: 1, lagMs: [0, 0], transactMs: [0, 0], unprocessed: 0, emptyPage: 0, throttle: 0 } as const

/** Every test has a partition of its own. */
let pk = ''
beforeEach(() => {
  pk = `C#${randomUUID()}#`
})

describe('writes in flight', () => {
  it('cancels a transaction that overlaps another client’s on one item, with a reason per action', async () => {
    const world = new StrictWorld(calm)
    const [one, two] = [connect(world).docs, connect(world).docs]
    const held = world.holdNext({ command: 'TransactWriteItems', when: 'before', match: pk })
    const first = one.send(transaction(put('a'), put('b')))
    await held.reached
    await expect(two.send(transaction(put('c'), put('b')))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
    })
    await two.send(transaction(put('d')))
    held.release()
    await first
    await two.send(transaction(put('b')))
    expect(world.counts.conflicts).toBe(1)
  })

  it('counts a condition check as a use of the item', async () => {
    const world = new StrictWorld(calm)
    const { docs } = connect(world)
    await docs.send(new PutCommand(put('a').Put))
    const check = () => ({
      ConditionCheck: { TableName, Key: { pk, sk: 'a' }, ConditionExpression: 'attribute_exists(pk)' },
    })
    const held = world.holdNext({ command: 'TransactWriteItems', when: 'before', match: pk })
    const first = docs.send(transaction(check(), put('x')))
    await held.reached
    await expect(docs.send(transaction(check(), put('y')))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    })
    held.release()
    await first
  })

  it('refuses a single write and a transactional read during a transaction, not afterwards', async () => {
    const world = new StrictWorld(calm)
    const { docs } = connect(world)
    const held = world.holdNext({ command: 'TransactWriteItems', when: 'after', match: pk })
    const first = docs.send(transaction(put('a')))
    await held.reached
    await expect(docs.send(add('a'))).rejects.toMatchObject({ name: 'TransactionConflictException' })
    const read = new TransactGetCommand({ TransactItems: [{ Get: { TableName, Key: { pk, sk: 'a' } } }] })
    await expect(docs.send(read)).rejects.toMatchObject({ CancellationReasons: [{ Code: 'TransactionConflict' }] })
    held.release()
    await first
    await docs.send(add('a'))
    await docs.send(read)
  })

  it('takes single writes of one item in turn, without a conflict', async () => {
    const world = new StrictWorld({ ...calm, lagMs: [0, 100] })
    const { docs } = connect(world)
    await Promise.all(Array.from({ length: 20 }, () => docs.send(add('n'))))
    const { Item } = await docs.send(new GetCommand({ TableName, Key: { pk, sk: 'n' }, ConsistentRead: true }))
    expect(Item?.n).toBe(20)
    const held = world.holdNext({ command: 'UpdateItem', when: 'before', match: pk })
    const first = docs.send(add('n'))
    await held.reached
    const second = docs.send(add('n')).then(() => 'done')
    expect(await Promise.race([second, sleep(50, 'waits')])).toBe('waits')
    held.release()
    await first
    expect(await second).toBe('done')
    expect(world.counts.conflicts).toBe(0)
  })

  it('meets conflicts by itself when one item is hot, and the SDK does not hide them', async () => {
    const world = new StrictWorld({ ...calm, transactMs: [2, 8] })
    const { docs } = connect(world, 3)
    const done = await Promise.allSettled(Array.from({ length: 16 }, () => docs.send(transaction(put('hot')))))
    expect(done.filter(({ status }) => status === 'rejected').length).toBe(world.counts.conflicts)
    expect(world.counts.conflicts).toBeGreaterThan(0)
  })

  it('says that a repeated request is still in progress', async () => {
    const world = new StrictWorld(calm)
    const { docs } = connect(world)
    const held = world.holdNext({ command: 'TransactWriteItems', when: 'before', match: pk })
    const same = { TransactItems: [put('a')], ClientRequestToken: randomUUID() }
    const first = docs.send(new TransactWriteCommand(same))
    await held.reached
    await expect(docs.send(new TransactWriteCommand(same))).rejects.toMatchObject({
      name: 'TransactionInProgressException',
    })
    held.release()
    await first
  })
})

describe('readers that lag', () => {
  it('shows an index, and an inconsistent read, as they were, until they catch up', async () => {
    const world = new StrictWorld(calm)
    const { docs } = connect(world)
    for (const sk of ['1', '2', '3'])
      await docs.send(new PutCommand(put(sk, { v: 'old', gs1pk: `${pk}g`, gs1sk: sk }).Put))
    world.holdReaders()
    await docs.send(new PutCommand(put('1', { v: 'new', gs1pk: `${pk}g`, gs1sk: '1' }).Put))
    await docs.send(
      transaction(put('2', { v: 'moved', gs1pk: `${pk}other`, gs1sk: '2' }), {
        Delete: { TableName, Key: { pk, sk: '3' } },
      }),
    )
    for (const sk of ['0', '4']) {
      await docs.send(new PutCommand(put(sk, { v: 'added', gs1pk: `${pk}g`, gs1sk: sk }).Put))
    }
    const before = [
      ['1', 'old'],
      ['2', 'old'],
      ['3', 'old'],
    ]
    expect(await list(docs, byIndex('gs1'))).toEqual(before)
    expect(await list(docs, byIndex('gs1', { ScanIndexForward: false }))).toEqual([...before].reverse())
    expect(await list(docs, byIndex('gs1', { Limit: 2 }), 1)).toEqual(before.slice(0, 1))
    for (const Limit of [1, 2, 3]) expect(await list(docs, byIndex('gs1', { Limit }))).toEqual(before)
    expect(await list(docs, byPartition())).toEqual(before)
    expect((await docs.send(new GetCommand({ TableName, Key: { pk, sk: '4' } }))).Item).toBeUndefined()
    expect((await docs.send(new GetCommand({ TableName, Key: { pk, sk: '1' } }))).Item?.v).toBe('old')
    const now = [
      ['0', 'added'],
      ['1', 'new'],
      ['2', 'moved'],
      ['4', 'added'],
    ]
    expect(await list(docs, byPartition({ ConsistentRead: true }))).toEqual(now)
    expect((await docs.send(new GetCommand({ TableName, Key: { pk, sk: '1' }, ConsistentRead: true }))).Item?.v).toBe(
      'new',
    )
    world.settle()
    expect(await list(docs, byIndex('gs1'))).toEqual([
      ['0', 'added'],
      ['1', 'new'],
      ['4', 'added'],
    ])
    expect(await list(docs, byPartition())).toEqual(now)
  })

  it('lets another client of the world lag too, and a key-only index show keys only', async () => {
    const world = new StrictWorld(calm)
    const [one, two] = [connect(world).docs, connect(world).docs]
    await one.send(new PutCommand(put('1', { v: 'old', gs3pk: `${pk}g`, gs3sk: 'k' }).Put))
    world.holdReaders()
    await one.send(new PutCommand(put('1', { v: 'new' }).Put))
    const { Items } = await two.send(new QueryCommand(byIndex('gs3')))
    expect(Items).toEqual([{ pk, sk: '1', gs3pk: `${pk}g`, gs3sk: 'k' }])
  })

  it('serves stale images in a batch read and under a projection', async () => {
    const world = new StrictWorld(calm)
    const { docs } = connect(world)
    await docs.send(new PutCommand(put('1', { v: 'old', w: 1, gs1pk: `${pk}g`, gs1sk: '1' }).Put))
    world.holdReaders()
    await docs.send(new PutCommand(put('1', { v: 'new', w: 2, gs1pk: `${pk}g`, gs1sk: '1' }).Put))
    await docs.send(new PutCommand(put('2').Put))
    const keys = {
      Keys: [
        { pk, sk: '1' },
        { pk, sk: '2' },
      ],
    }
    const read = (spec: object) =>
      docs.send(new BatchGetCommand({ RequestItems: { [String(TableName)]: { ...keys, ...spec } } }))
    expect((await read({})).Responses?.[String(TableName)]).toMatchObject([{ sk: '1', v: 'old' }])
    expect((await read({ ConsistentRead: true })).Responses?.[String(TableName)]).toHaveLength(2)
    const narrow = byIndex('gs1', { ProjectionExpression: '#v', ExpressionAttributeNames: { '#v': 'v' } })
    expect((await docs.send(new QueryCommand(narrow))).Items).toEqual([{ v: 'old' }])
  })

  it('catches up within the seeded time, each index on its own', async () => {
    let nowMs = 0
    const world = new StrictWorld({ ...calm, lagMs: [100, 500], nowMs: () => nowMs })
    const { docs } = connect(world)
    await docs.send(new PutCommand(put('1', { gs1pk: `${pk}g`, gs1sk: '1', gs2pk: `${pk}g`, gs2sk: '1' }).Put))
    const seenAt = { gs1: 0, gs2: 0 }
    for (const index of ['gs1', 'gs2'] as const) {
      for (nowMs = 0; seenAt[index] === 0 && nowMs <= 500; nowMs += 20) {
        if ((await list(docs, byIndex(index))).length > 0) seenAt[index] = nowMs
      }
      expect(seenAt[index]).toBeGreaterThanOrEqual(100)
    }
    expect(seenAt.gs1).not.toBe(seenAt.gs2)
  })

  it('forgets the previous image of a write that was not committed', async () => {
    const world = new StrictWorld(calm)
    const { docs } = connect(world)
    await docs.send(new PutCommand(put('1', { v: 'old' }).Put))
    world.holdReaders()
    const refused = { ...put('1', { v: 'new' }).Put, ConditionExpression: 'attribute_not_exists(pk)' }
    await expect(docs.send(new PutCommand(refused))).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
    expect((await docs.send(new GetCommand({ TableName, Key: { pk, sk: '1' } }))).Item?.v).toBe('old')
    expect(world.counts.staleReads).toBe(0)
  })
})

describe('partial answers', () => {
  it('hands back part of a batch, and the rest on asking again', async () => {
    const world = new StrictWorld({ ...calm, unprocessed: 1 })
    const { docs } = connect(world)
    let left = {
      [String(TableName)]: Array.from({ length: 25 }, (_, at) => ({ PutRequest: { Item: { pk, sk: `${at}` } } })),
    }
    const first = await docs.send(new BatchWriteCommand({ RequestItems: left }))
    const unprocessed = first.UnprocessedItems?.[String(TableName)] ?? []
    expect(unprocessed.length).toBeGreaterThan(0)
    expect(unprocessed.length).toBeLessThan(25)
    expect(await list(docs, byPartition({ ConsistentRead: true }))).toHaveLength(25 - unprocessed.length)
    for (let round = 0; Object.keys(left).length > 0 && round < 30; round++) {
      const answer = await docs.send(new BatchWriteCommand({ RequestItems: left }))
      left = JSON.parse(JSON.stringify(answer.UnprocessedItems ?? {}))
    }
    expect(await list(docs, byPartition({ ConsistentRead: true }))).toHaveLength(25)
    const Keys = Array.from({ length: 25 }, (_, at) => ({ pk, sk: `${at}` }))
    const read = await docs.send(new BatchGetCommand({ RequestItems: { [String(TableName)]: { Keys } } }))
    const got = read.Responses?.[String(TableName)]?.length ?? 0
    expect(got + (read.UnprocessedKeys?.[String(TableName)]?.Keys?.length ?? 0)).toBe(25)
    expect(got).toBeLessThan(25)
  })

  it('hands back what a transaction in flight has', async () => {
    const world = new StrictWorld(calm)
    const { docs } = connect(world)
    const held = world.holdNext({ command: 'TransactWriteItems', when: 'before', match: pk })
    const first = docs.send(transaction(put('a')))
    await held.reached
    const batch = { [String(TableName)]: ['a', 'b'].map(sk => ({ PutRequest: { Item: { pk, sk } } })) }
    const answer = await docs.send(new BatchWriteCommand({ RequestItems: batch }))
    expect(answer.UnprocessedItems?.[String(TableName)]).toEqual([{ PutRequest: { Item: { pk, sk: 'a' } } }])
    held.release()
    await first
  })

  it('answers with empty pages that have a cursor, and loses nothing', async () => {
    const { docs } = connect(new StrictWorld(calm))
    const sks = Array.from({ length: 12 }, (_, at) => `B#${String(at).padStart(3, '0')}`)
    for (const sk of sks) await docs.send(new PutCommand(put(sk, { gs1pk: `${pk}g`, gs1sk: `X${sk}` }).Put))
    for (const seed of [1, 2, 3, 4, 5]) {
      const world = new StrictWorld({ ...calm, seed, emptyPage: 0.5 })
      const strictDocs = connect(world).docs
      const begins = {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :b)',
        ExpressionAttributeValues: { ':pk': pk, ':b': 'B#' },
      }
      const between = {
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :a AND :z',
        ExpressionAttributeValues: { ':pk': pk, ':a': 'B#000', ':z': 'B#999' },
      }
      for (const query of [byPartition(), byPartition(begins), byPartition(between), byIndex('gs1')]) {
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
    for (const sk of ['1', '2', '3']) await docs.send(new PutCommand(put(sk, { text: 'x'.repeat(390_000) }).Put))
    const page = await docs.send(new QueryCommand(byPartition({ ConsistentRead: true })))
    expect([page.Items?.length, page.LastEvaluatedKey]).toEqual([2, { pk, sk: '2' }])
    const many = Array.from({ length: 101 }, (_, at) => put(`${at}`))
    await expect(docs.send(transaction(...many))).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(docs.send(transaction(put('a'), put('a')))).rejects.toThrow('multiple operations on one item')
  })
})

describe('lost answers and refusals', () => {
  it('loses a request before the commit, or its answer after it', async () => {
    const world = new StrictWorld(calm)
    const { docs } = connect(world)
    world.failNext({ command: 'TransactWriteItems', when: 'before', match: pk })
    await expect(docs.send(transaction(put('a')))).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(await list(docs, byPartition({ ConsistentRead: true }))).toEqual([])
    const lost = world.failNext({ command: 'TransactWriteItems', when: 'after', match: pk })
    await expect(docs.send(transaction(put('a')))).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(await list(docs, byPartition({ ConsistentRead: true }))).toHaveLength(1)
    expect(lost.hits()).toBe(1)
    await docs.send(transaction(put('b')))
  })

  it('repeats a lost transaction once, until the store forgets the request token', async () => {
    const world = new StrictWorld(calm)
    const { docs } = connect(world)
    const once = { ...put('a').Put, ConditionExpression: 'attribute_not_exists(pk)' }
    const request = { TransactItems: [{ Put: once }], ClientRequestToken: randomUUID() }
    world.failNext({ when: 'after', match: pk })
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
    await expect(docs.send(add('a'))).rejects.toMatchObject({ name: 'ThrottlingException' })
    await expect(docs.send(transaction(put('a')))).rejects.toMatchObject({
      CancellationReasons: [{ Code: 'ThrottlingError' }],
    })
    await docs.send(add('a'))
  })

  it('kills a process at its n-th write: nothing of it happens any more, while others go on', async () => {
    const world = new StrictWorld(calm)
    const [victim, other] = [connect(world), connect(world)]
    victim.life.crashAt(2, 'after')
    await victim.docs.send(new PutCommand(put('1').Put))
    await expect(victim.docs.send(new PutCommand(put('2').Put))).rejects.toMatchObject({ name: 'ProcessCrashed' })
    await expect(victim.docs.send(new PutCommand(put('3').Put))).rejects.toMatchObject({ name: 'ProcessCrashed' })
    expect((await list(other.docs, byPartition({ ConsistentRead: true }))).map(([sk]) => sk)).toEqual(['1', '2'])
    victim.life.revive()
    await victim.docs.send(new PutCommand(put('3').Put))
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
})

function connect(world: StrictWorld, maxAttempts = 1) {
  const client = new DynamoDBClient({ endpoint: process.env.LINLI_DYNAMODB_ENDPOINT, maxAttempts })
  const life = strict(client, world)
  return { life, docs: DynamoDBDocumentClient.from(client) }
}

function put(sk: string, more: Record<string, unknown> = {}) {
  return { Put: { TableName, Item: { pk, sk, ...more } } }
}

function add(sk: string): UpdateCommand {
  return new UpdateCommand({
    TableName,
    Key: { pk, sk },
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': 1 },
  })
}

function transaction(...actions: NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>) {
  return new TransactWriteCommand({ TransactItems: actions })
}

function byPartition(more: Partial<QueryCommandInput> = {}): QueryCommandInput {
  return { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk }, ...more }
}

function byIndex(index: string, more: Partial<QueryCommandInput> = {}): QueryCommandInput {
  return {
    TableName,
    IndexName: index,
    KeyConditionExpression: `${index}pk = :pk`,
    ExpressionAttributeValues: { ':pk': `${pk}g` },
    ...more,
  }
}

/** [sk, v] of all items, page by page. */
async function list(docs: DynamoDBDocumentClient, query: QueryCommandInput, maxPages = 100): Promise<unknown[][]> {
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
