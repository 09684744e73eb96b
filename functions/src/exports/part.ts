import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item } from '../db'

/** Where a community's records come from. `seen` grows as they are read: who and what the later parts must bring. */
export type Source = { ctx: Context; communityId: string; companyId: string; seen: Seen }
export type Seen = {
  rooms: Set<string>
  people: Set<string>
  orders: Set<string>
  files: Set<string>
  /** Photos and videos that go along, and how many bytes they are. */
  media: Set<string>
  mediaBytes: number
  /** Things whose covered days came with their bills; holders of what stands under no room. */
  things: Set<string>
  holders: Set<string>
  /** What the journal has: paid orders, refunds, returned deposits, expenses. */
  moved: Set<string>
  firstMonth: string | undefined
}

/** Before anything is read. */
export const nothingSeen = (): Seen => ({
  rooms: new Set(),
  people: new Set(),
  orders: new Set(),
  files: new Set(),
  media: new Set(),
  mediaBytes: 0,
  things: new Set(),
  holders: new Set(),
  moved: new Set(),
  firstMonth: undefined,
})

/** Where they go: the company of whoever brings them; `merchantRefs` are the merchants that they may name. */
export type Target = { ctx: Context; communityId: string; companyId: string; merchantRefs: ReadonlySet<string> }

/**
 * One kind of record on its way between systems: how it is read, its shape on the way, and the items that it becomes
 * there. Keys, sealed values and search hashes never travel: each system makes its own.
 */
export type Part = {
  name: string
  record: Schema
  /** Under whose index keys its domain's clock finds them. */
  clock?: string
  read: (source: Source) => AsyncIterable<unknown[]>
  items: (target: Target, records: unknown[]) => Promise<Item[]>
}

type Declared<S extends Schema> = {
  name: string
  record: S
  clock?: string
  read: (source: Source) => AsyncIterable<z.input<S>[]>
  items: (target: Target, records: z.output<S>[]) => Promise<Item[]> | Item[]
}

/** Declares a part; its records are parsed on their way in. */
export const part = <S extends Schema>({ items, ...declared }: Declared<S>): Part => ({
  ...declared,
  items: async (target, records) => items(target, z.array(declared.record).parse(records)),
})

type Listed<S extends Schema> = Omit<Declared<S>, 'read' | 'items'> & {
  pk: (communityId: string) => string
  begins?: string
  index?: 'gs1'
  item: (target: Target, record: z.output<S>) => Item
}

/** A part whose records lie together, as they are kept. */
export const listedPart = <S extends Schema>({ pk, begins, index, item, ...declared }: Listed<S>): Part =>
  part<S>({
    ...declared,
    async *read(source) {
      const { record } = declared
      const place = { pk: pk(source.communityId), ...(begins && { begins }), ...(index && { index }) }
      for await (const items of partition(source, place)) yield items.map(each => known(record.parse(each)))
    },
    items: (target, records) => records.map(record => item(target, record)),
  })

/** The shape has just been held to the record's. */
// oxlint-disable-next-line typescript/consistent-type-assertions
const known = <T>(record: unknown): T => record as T

const isKey = /^(pk|sk|gs[123][ps]k|ttl)$/

/** All records of one partition: the items without their keys, sets as lists. */
export async function* partition(
  { ctx }: Pick<Source, 'ctx'>,
  place: { pk: string; begins?: string; index?: 'gs1' | 'gs2' },
): AsyncGenerator<Record<string, unknown>[]> {
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({ ...place, schema: z.record(z.string(), z.unknown()), limit: 500, cursor })
    if (page.items.length > 0) yield page.items.map(bare)
    cursor = page.cursor
  } while (cursor !== undefined)
}

/** An item as a record: without its keys, sets as lists. */
export const bare = (item: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([name]) => !isKey.test(name))
      .map(([name, value]) => [name, value instanceof Set ? [...value] : value]),
  )

/** In pieces of at most so many. */
export const pieces = <T>(all: readonly T[], most: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most))
