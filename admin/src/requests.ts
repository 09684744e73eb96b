export type Page<T> = { items: T[]; cursor?: string | undefined }

const pageSize = 50
const mostCalls = 5

/**
 * One page to show. The server may answer a short or an empty page that still has a successor: it is filled up, with at
 * most five calls. An empty cursor is the beginning; the answer without a cursor is the end.
 */
export async function fillPage<T>(read: (cursor: string) => Promise<Page<T>>, from: string): Promise<Page<T>> {
  const items: T[] = []
  let cursor: string | undefined = from
  for (let nth = 0; nth < mostCalls && items.length < pageSize && cursor !== undefined; nth++) {
    const page = await read(cursor)
    items.push(...page.items)
    cursor = page.cursor
  }
  return { items, cursor }
}

/** The same input keeps its key until it has succeeded, so that pressing again after a failure cannot do it twice. */
export function repeatKeys() {
  let last = { body: '', key: '' }
  return {
    of: (input: unknown): string => {
      const body = JSON.stringify(input)
      if (last.body !== body) last = { body, key: crypto.randomUUID() }
      return last.key
    },
    done: () => {
      last = { body: '', key: '' }
    },
  }
}
