import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Context } from '../context'
import type { QueryInput } from '../db'

type Sharded<T> = Pick<QueryInput<T>, 'index' | 'begins' | 'schema'> & {
  /** The partition of each shard; the first is read while the caller finds out how many there are. */
  pkOf: (shard: number) => string
  sortKeyOf: (item: T) => string
  /** The last sort key of the list; default: its end. */
  until?: string
  limit: number
  cursor?: string | undefined
}

const mostEmptyPages = 20

/**
 * One page over k shards in the order of their sort keys: k reads. The cursor is the last sort key given out, signed, and
 * means the same in every shard.
 */
export async function mergedPage<T>(
  ctx: Context,
  shards: Promise<number>,
  sharded: Sharded<T>,
): Promise<{ items: T[]; cursor?: string }> {
  const after = sharded.cursor === undefined ? undefined : openPlace(ctx, sharded.cursor, sharded.pkOf(0))
  const [first, count] = await Promise.all([shardPage(ctx, sharded, 0, after), shards])
  const others = Array.from({ length: count - 1 }, (_, i) => shardPage(ctx, sharded, i + 1, after))
  const pages = [first, ...(await Promise.all(others))]
  const { limit, sortKeyOf } = sharded
  const all = pages.flatMap(page => page.items).sort((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))
  const items = all.slice(0, limit)
  const last = items.at(-1)
  const hasMore = all.length > limit || pages.some(page => page.hasMore)
  return { items, ...(last && hasMore && { cursor: sealPlace(ctx, sortKeyOf(last), sharded.pkOf(0)) }) }
}

/** The first items of one shard after a sort key; an empty page may have a cursor, so it reads on. */
async function shardPage<T>(ctx: Context, sharded: Sharded<T>, shard: number, after: string | undefined) {
  const { begins = '', until = `${begins}\uffff`, schema, index, limit } = sharded
  // A key is never empty, and none begins below a space.
  const from = after === undefined || after < begins ? begins || ' ' : `${after}\u0000`
  const items: T[] = []
  let cursor: string | undefined
  for (let tries = 0; tries < mostEmptyPages; tries++) {
    const page = await ctx.db.query({
      ...(index && { index }),
      pk: sharded.pkOf(shard),
      between: [from, until],
      schema,
      limit: limit - items.length,
      cursor,
    })
    items.push(...page.items)
    cursor = page.cursor
    if (cursor === undefined || items.length >= limit) break
  }
  return { items, hasMore: cursor !== undefined }
}

const Place = z.tuple([z.string(), z.string()])

/** A sort key as a cursor: signed for its list, so that a client can neither read on elsewhere nor invent one. */
export const sealPlace = (ctx: Context, after: string, scope: string): string => {
  const body = Buffer.from(after).toString('base64url')
  return `${body}.${ctx.deps.secrets.sign(`merged|${scope}|${body}`)}`
}

/** The sort key again. Throws request.invalid for a cursor of another list. */
export function openPlace(ctx: Context, cursor: string, scope: string): string {
  const place = Place.safeParse(cursor.split('.'))
  if (!place.success || !ctx.deps.secrets.verify(`merged|${scope}|${place.data[0]}`, place.data[1]))
    throw new AppError('request.invalid', { fields: [{ path: 'cursor', message: '请从第一页开始' }] })
  return Buffer.from(place.data[0], 'base64url').toString()
}
