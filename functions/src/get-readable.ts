import type { Schema } from '@linli/shared/schema'
import type { Context } from './context'
import { AnyItem, type Key } from './db'

/** As `getMany`; a broken item is told in the log and counts as missing, so that it stops nothing for the others. */
export async function getReadable<T>(ctx: Context, keys: Key[], schema: Schema<T>): Promise<(T | undefined)[]> {
  const found = await ctx.db.getMany(keys, AnyItem)
  return found.map((item, i) => {
    if (item === undefined) return undefined
    const read = schema.safeParse(item)
    if (!read.success) ctx.deps.log.error('store.broken_item', { pk: keys[i]?.pk, error: read.error.name })
    return read.data
  })
}
