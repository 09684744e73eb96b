import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { testContext, testDeps } from '../test/context'
import { auditItem } from './audit'
import type { Context } from './context'
import { ConditionFailed } from './db'
import { queryAll } from './query-all'

const deps = testDeps()
let count = 0
/** A tenant of its own: ids of communities that no other test has. */
function tenant(): { ctx: Context; pk: string; communityId: string } {
  count += 1
  const communityId = `DB${deps.newId().slice(-4)}`
  const owner = `C#${communityId}#`
  return { ctx: testContext(deps, { kind: 'system' }, [owner]), pk: `${owner}things`, communityId }
}
const Thing = z.object({ sk: z.string(), n: z.number() })
const audited = (ctx: Context, communityId: string) =>
  auditItem(ctx, { communityId, action: 'communities.update', objectType: 'community', objectId: 't', summary: '' })

describe('tenancy', () => {
  it('refuses keys, index keys and object keys of another owner before anything is sent', async () => {
    const mine = tenant()
    const other = tenant()
    await expect(mine.ctx.db.get({ pk: other.pk, sk: 'x' }, Thing)).rejects.toThrow('outside the tenant')
    await expect(
      mine.ctx.db.getMany(
        [
          { pk: mine.pk, sk: 'x' },
          { pk: other.pk, sk: 'x' },
        ],
        Thing,
      ),
    ).rejects.toThrow('outside the tenant')
    await expect(mine.ctx.db.query({ pk: other.pk, schema: Thing, limit: 1 })).rejects.toThrow('outside the tenant')
    await expect(mine.ctx.db.query({ index: 'gs1', pk: other.pk, schema: Thing, limit: 1 })).rejects.toThrow(
      'outside the tenant',
    )
    const audit = audited(mine.ctx, mine.communityId)
    const put = { pk: mine.pk, sk: 'x', n: 1 }
    for (const write of [
      { put: { ...put, pk: other.pk } },
      { put: { ...put, gs1pk: other.pk } },
      { update: { key: { pk: mine.pk, sk: 'x' }, set: { gs2pk: other.pk } } },
      { delete: { pk: other.pk, sk: 'x' } },
    ])
      await expect(mine.ctx.db.transact([write, audit], audit.put)).rejects.toThrow('outside the tenant')
    for (const write of [
      { put: { ...put, pk: other.pk } },
      { put: { ...put, gs3pk: other.pk } },
      { delete: { pk: other.pk, sk: 'x' } },
    ])
      await expect(mine.ctx.db.writeMany([{ put }, write])).rejects.toThrow('outside the tenant')
    expect(await mine.ctx.db.get(put, Thing)).toBeUndefined()
    await expect(mine.ctx.files.get(`C/${other.communityId}/logo`)).rejects.toThrow('outside the tenant')
    await expect(mine.ctx.files.downloadUrl(`C/${mine.communityId}/../${other.communityId}/logo`)).rejects.toThrow(
      'outside the tenant',
    )
  })

  it('refuses a cursor that was altered, or that belongs to another list', async () => {
    const { ctx, pk } = tenant()
    await ctx.db.writeMany(Array.from({ length: 5 }, (_, n) => ({ put: { pk, sk: `t${n}`, n } })))
    await ctx.db.writeMany(Array.from({ length: 5 }, (_, n) => ({ put: { pk: `${pk}2`, sk: `t${n}`, n } })))
    const first = await ctx.db.query({ pk, schema: Thing, limit: 2 })
    const { cursor = '' } = first
    expect((await ctx.db.query({ pk, schema: Thing, limit: 2, cursor })).items.map(({ n }) => n)).toEqual([2, 3])
    const [body = '', signature] = cursor.split('.')
    const forged = `${Buffer.from(JSON.stringify({ pk, sk: 't0' })).toString('base64url')}.${signature}`
    for (const bad of [forged, `${body}.x`, 'nonsense'])
      await expect(ctx.db.query({ pk, schema: Thing, limit: 2, cursor: bad })).rejects.toMatchObject({
        code: 'request.invalid',
      })
    await expect(ctx.db.query({ pk: `${pk}2`, schema: Thing, limit: 2, cursor })).rejects.toMatchObject({
      code: 'request.invalid',
    })
  })
})

describe('a transaction', () => {
  it('is committed once though its answer is lost, within and after the store’s ten minutes', async () => {
    for (const forget of [false, true]) {
      const { ctx, pk, communityId } = tenant()
      const audit = audited(ctx, communityId)
      await ctx.db.writeMany([{ put: { pk, sk: 'x', n: 0 } }])
      const lost = deps.world.failNext({ command: 'TransactWriteItems', when: 'after', match: communityId })
      if (forget) deps.world.forgetTokens()
      await ctx.db.transact([{ update: { key: { pk, sk: 'x' }, add: { n: 1 } } }, audit], audit.put)
      expect(lost.hits()).toBe(1)
      expect((await ctx.db.get({ pk, sk: 'x' }, Thing))?.n).toBe(1)
    }
  })

  it('is done where it arrives late, after nobody had found it', async () => {
    const { ctx, pk, communityId } = tenant()
    const audit = audited(ctx, communityId)
    const writes = [{ put: { pk, sk: 'x', n: 1 }, ifAbsent: true as const }, audit]
    deps.world.failNext({ command: 'TransactWriteItems', when: 'before', match: communityId })
    const look = deps.world.holdNext({ command: 'GetItem', when: 'after', match: communityId })
    const first = ctx.db.transact(writes, audit.put)
    await look.reached
    await ctx.db.transact(writes, audit.put)
    look.release()
    await first
    expect((await ctx.db.get({ pk, sk: 'x' }, Thing))?.n).toBe(1)
  })

  it('says which conditions failed, and gives the old item back', async () => {
    const { ctx, pk, communityId } = tenant()
    await ctx.db.writeMany([{ put: { pk, sk: 'x', n: 7 } }])
    const audit = audited(ctx, communityId)
    const refused = await ctx.db
      .transact([audit, { update: { key: { pk, sk: 'x' }, set: { n: 8 } }, if: { n: 6 } }], audit.put)
      .catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ConditionFailed)
    expect(refused).toMatchObject({ failed: [1] })
  })

  it('meets conflicts and throttling: again with jitter, until it is through', async () => {
    const { ctx, pk, communityId } = tenant()
    await ctx.db.writeMany([{ put: { pk, sk: 'x', n: 0 } }])
    const trouble = [
      deps.world.failNext({
        command: 'TransactWriteItems',
        when: 'before',
        error: 'conflict',
        match: communityId,
        times: 2,
      }),
      deps.world.failNext({
        command: 'TransactWriteItems',
        when: 'before',
        error: 'throttle',
        match: communityId,
        times: 2,
      }),
    ]
    const add = async () => {
      const audit = audited(ctx, communityId)
      await ctx.db.transact([{ update: { key: { pk, sk: 'x' }, add: { n: 1 } } }, audit], audit.put)
    }
    await Promise.all([add(), add(), add(), add(), add()])
    expect(trouble.map(planned => planned.hits())).toEqual([2, 2])
    expect((await ctx.db.get({ pk, sk: 'x' }, Thing))?.n).toBe(5)
  })

  it('ends with 503 when the store stays down, and nothing was written', async () => {
    const { ctx, pk, communityId } = tenant()
    const down = deps.world.failNext({
      command: 'TransactWriteItems',
      when: 'before',
      error: 'throttle',
      match: communityId,
      times: 10_000,
    })
    const audit = audited(ctx, communityId)
    await expect(ctx.db.transact([{ put: { pk, sk: 'x', n: 1 } }, audit], audit.put)).rejects.toMatchObject({
      code: 'request.busy',
    })
    down.cancel()
    expect(await ctx.db.get({ pk, sk: 'x' }, Thing)).toBeUndefined()
  })

  it('of more than 100 writes and checks, or 40 checks, is a mistake of ours', async () => {
    const { ctx, pk, communityId } = tenant()
    const audit = audited(ctx, communityId)
    const puts = Array.from({ length: 100 }, (_, n) => ({ put: { pk, sk: `t${n}`, n } }))
    await expect(ctx.db.transact([...puts, audit], audit.put)).rejects.toThrow('101 writes')
    const checks = Array.from({ length: 41 }, (_, n) => ({ check: { pk, sk: `t${n}` }, if: { n } }))
    await expect(ctx.db.transact([...checks, audit], audit.put)).rejects.toThrow('42 writes')
  })
})

describe('batches and pages', () => {
  it('writes and reads all of a batch that the store takes in parts', async () => {
    const unkind = testDeps({ strict: { unprocessed: 0.6 } })
    const { pk, communityId } = tenant()
    const ctx = testContext(unkind, { kind: 'system' }, [`C#${communityId}#`])
    await ctx.db.writeMany(Array.from({ length: 90 }, (_, n) => ({ put: { pk, sk: `t${n}`, n } })))
    const keys = Array.from({ length: 90 }, (_, n) => ({ pk, sk: `t${n}` }))
    for (let i = 0; i < 8; i++)
      expect((await ctx.db.getMany(keys, Thing)).map(thing => thing?.n)).toEqual(keys.map((_, n) => n))
    expect(unkind.world.counts.unprocessed).toBeGreaterThan(0)
  })

  it('goes on behind an empty page with a cursor', async () => {
    const unkind = testDeps({ strict: { emptyPage: 0.5 } })
    const { pk, communityId } = tenant()
    const ctx = testContext(unkind, { kind: 'system' }, [`C#${communityId}#`])
    await ctx.db.writeMany(
      Array.from({ length: 30 }, (_, n) => ({ put: { pk, sk: `t${String(n).padStart(2, '0')}`, n } })),
    )
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const page = await ctx.db.query({ pk, schema: Thing, limit: 3, cursor })
      seen.push(...page.items.map(({ n }) => n))
      cursor = page.cursor
    } while (cursor)
    expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => n))
    expect(unkind.world.counts.emptyPages).toBeGreaterThan(0)
    expect(await queryAll(ctx.db, { pk, schema: Thing }, 100)).toHaveLength(30)
    // What a screen would show as an empty list is asked for thrice more: of 40 pages half would be, and so some two or three are.
    const first = await Promise.all(Array.from({ length: 40 }, () => ctx.db.query({ pk, schema: Thing, limit: 3 })))
    expect(first.filter(({ items }) => items.length === 0).length).toBeLessThan(11)
  })

  it('never scans', async () => {
    const { ScanCommand } = await import('@aws-sdk/client-dynamodb')
    await expect(deps.dynamo.send(new ScanCommand({ TableName: deps.env.LINLI_TABLE }))).rejects.toThrow('Scan')
  })
})

describe('a check', () => {
  it('writes nothing, and stops the transaction when it does not hold', async () => {
    const { ctx, pk, communityId } = tenant()
    await ctx.db.writeMany([{ put: { pk, sk: 'x', n: 7 } }])
    const write = async (n: number | undefined) => {
      const audit = audited(ctx, communityId)
      await ctx.db.transact([{ check: { pk, sk: 'x' }, if: { n } }, { put: { pk, sk: 'y', n: 1 } }, audit], audit.put)
    }
    await expect(write(6)).rejects.toMatchObject({ failed: [0] })
    await expect(write(undefined)).rejects.toMatchObject({ failed: [0] })
    expect(await ctx.db.get({ pk, sk: 'y' }, Thing)).toBeUndefined()
    await write(7)
    expect(await ctx.db.get({ pk, sk: 'x' }, Thing)).toEqual({ sk: 'x', n: 7 })
  })
})

describe('many items', () => {
  it('are read beyond the hundred of one request', async () => {
    const { ctx, pk } = tenant()
    const keys = Array.from({ length: 230 }, (_, n) => ({ pk, sk: `m${n}` }))
    await ctx.db.writeMany(keys.map((key, n) => ({ put: { ...key, n } })))
    expect((await ctx.db.getMany(keys, Thing)).map(each => each?.n)).toEqual(keys.map((_, n) => n))
  })
})
