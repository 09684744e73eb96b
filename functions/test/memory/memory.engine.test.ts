import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { makeContext } from '../../src/context'
import { type Db, projection } from '../../src/db'
import { ConditionFailed } from '../../src/db-retry'
import type { Condition, Write } from '../../src/db-write'
import { calmDeps } from '../processes'
import { MemoryTable } from './table'

const sk = fc.constantFrom('a', 'b', 'ab', 'é', '中')
const n = fc.integer({ min: -2, max: 2 })
const word = fc.constantFrom('x', 'y', '中文')
const when: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ n }),
  fc.record({ s: word, n: n.map(atLeast => ({ atLeast })) }),
  fc.record({ n: n.map(below => ({ below })) }),
  fc.record({
    s: fc.oneof(
      fc.constant(undefined),
      word.map(each => ({ oneOf: ['x', each] })),
      word.map(below => ({ below })),
    ),
  }),
)
const between: { between: [string, string] }[] = [{ between: ['ab', '中'] }]
const write = fc.record({
  kind: fc.constantFrom('put', 'fresh', 'update', 'remove', 'delete', 'check'),
  sk,
  when: fc.option(when, { nil: undefined }),
  values: fc.record({ s: word, n, at: sk, index: fc.constantFrom('1', '2', undefined) }),
})
type Wish = typeof write extends fc.Arbitrary<infer T> ? T : never
const step = fc.record({
  many: fc.boolean(),
  writes: fc.uniqueArray(write, { minLength: 1, maxLength: 4, selector: each => each.sk }),
  read: fc.record({
    index: fc.constantFrom(undefined, 'gs1' as const, 'gs3' as const),
    limit: fc.integer({ min: 1, max: 6 }),
    newestFirst: fc.boolean(),
    range: fc.constantFrom({}, { begins: 'a' }, ...between),
  }),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** A wish as a write of the partition `C#<own>#`. */
function writeOf(own: string, wish: Wish): Write {
  const key = { pk: `C#${own}#`, sk: wish.sk }
  const { s, n: number, at, index } = wish.values
  const keys = index ? { gs1pk: `C#${own}#${index}`, gs1sk: at, gs3pk: `C#${own}#all`, gs3sk: at } : {}
  const condition = wish.when && { if: wish.when }
  switch (wish.kind) {
    case 'put':
      return { put: { ...key, s, n: number, ...keys }, ...condition }
    case 'fresh':
      return { put: { ...key, s, n: number, ...keys }, ifAbsent: true }
    case 'update': {
      const more = { add: { n: number, tags: new Set([s]) }, append: { list: { s } } }
      return { update: { key, set: { s, ...keys }, ...more }, ...condition }
    }
    case 'remove':
      return { update: { key, remove: ['s', 'gs1pk', 'gs1sk', 'gs3pk', 'gs3sk'], set: { n: number } }, ...condition }
    case 'check':
      return { check: key, if: wish.when ?? { s: undefined } }
    default:
      return { delete: key, ...condition }
  }
}

const Found = z.record(z.string(), z.unknown())
const some = projection({ n: true, s: true })

/** What a store answers to a step, failed conditions and what they met included. */
async function told(db: Db, own: string, { many, writes, read }: Step) {
  const all = writes.map(wish => writeOf(own, wish))
  const plain: Parameters<Db['writeMany']>[0] = []
  for (const each of all) {
    if ('put' in each) plain.push({ put: each.put })
    if ('delete' in each) plain.push({ delete: each.delete })
  }
  const done = many
    ? await db.writeMany(plain)
    : await db.transact(all, { pk: `C#${own}#`, sk: 'none' }).catch((error: unknown) => {
        if (!(error instanceof ConditionFailed)) throw error
        return error.reasons.map(({ Code, Item }) => ({ Code, Item }))
      })
  const { index, range, ...how } = read
  const pk = `C#${own}#${index === 'gs1' ? '1' : index ? 'all' : ''}`
  const pages = []
  let cursor: string | undefined
  do {
    const page = await db.query({ ...how, ...range, ...(index && { index }), pk, schema: Found, cursor })
    pages.push(page.items)
    cursor = page.cursor
  } while (cursor !== undefined)
  const keys = ['a', '中', 'none'].map(each => ({ pk: `C#${own}#`, sk: each }))
  const [first, others] = await Promise.all([
    db.get({ pk: `C#${own}#`, sk: 'b' }, Found),
    db.getMany(keys, Found, some),
  ])
  return { done, pages, first, others }
}

it('the memory table answers as the engine does: conditions, updates, pages, indexes, what a refusal met', async () => {
  const deps = calmDeps()
  const inMemory = { ...deps, dynamo: new MemoryTable().client() }
  let offices = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async steps => {
      const own = `M${offices++}`
      const [engine, memory] = [deps, inMemory].map(each => makeContext(each, { kind: 'system' }, [`C#${own}#`]).db)
      if (!engine || !memory) throw new Error('two stores')
      for (const each of steps) {
        const asTheEngine = await told(engine, own, each)
        expect(await told(memory, own, each)).toEqual(asTheEngine)
      }
    }),
    { numRuns: 30 },
  )
})
