import type { Db, QueryInput } from './db'

/** The items of a query, page after page (an empty page may have a cursor), the first `most` of them. */
export async function queryAll<T>(db: Db, input: Omit<QueryInput<T>, 'cursor' | 'limit'>, most: number): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page = await db.query({ ...input, limit: most - items.length, cursor })
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor !== undefined && items.length < most)
  return items
}
