import type { Context } from './context'
import { AnyItem, type Key, projection } from './db'

/** What people call a record: where it lies, and its name in the item found there. */
export type Label = { key: Key; nameIn: (item: unknown) => string | undefined }

const atOnce = 100
const onlyNames = projection({ code: true, name: true, homes: true })

/**
 * The names of records of several domains, by whatever the caller calls them: one consistent read for each hundred. The
 * owners of their keys must be within reach.
 */
export async function labelled(ctx: Context, labels: ReadonlyMap<string, Label>): Promise<Map<string, string>> {
  const asked = [...labels]
  const parts = Array.from({ length: Math.ceil(asked.length / atOnce) }, (_, i) =>
    asked.slice(i * atOnce, (i + 1) * atOnce),
  )
  const read = async (part: typeof asked) => {
    const keys = part.map(([, { key }]) => key)
    const items = await ctx.db.getMany(keys, AnyItem, onlyNames)
    return part.flatMap(([id, { nameIn }], i) => {
      const name = nameIn(items[i])
      return name === undefined ? [] : [[id, name] as const]
    })
  }
  return new Map((await Promise.all(parts.map(read))).flat())
}
