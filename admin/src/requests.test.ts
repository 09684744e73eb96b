import { describe, expect, it, vi } from 'vitest'
import { fillPage, type Page, repeatKeys } from './requests'

const source = (pages: Page<number>[]) =>
  vi.fn<(cursor: string) => Promise<Page<number>>>(cursor =>
    Promise.resolve(pages[Number(cursor || 0)] ?? { items: [] }),
  )
const rows = (count: number) => Array.from({ length: count }, (_, n) => n)

describe('a page of a list', () => {
  it('is one call where it is full', async () => {
    const read = source([{ items: rows(50), cursor: '1' }])
    expect(await fillPage(read, '')).toEqual({ items: rows(50), cursor: '1' })
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('steps over an empty page and finds the end', async () => {
    const read = source([{ items: [1], cursor: '1' }, { items: [], cursor: '2' }, { items: [2] }])
    expect(await fillPage(read, '')).toEqual({ items: [1, 2], cursor: undefined })
  })

  it('gives up after five calls and offers the rest', async () => {
    const read = source(rows(9).map(n => ({ items: [], cursor: String(n + 1) })))
    expect(await fillPage(read, '')).toEqual({ items: [], cursor: '5' })
    expect(read).toHaveBeenCalledTimes(5)
  })
})

describe('the key of a write', () => {
  it('stays while the same input is tried again, and changes with the input or after success', () => {
    const keys = repeatKeys()
    const first = keys.of({ name: 'a' })
    expect(keys.of({ name: 'a' })).toBe(first)
    const second = keys.of({ name: 'b' })
    expect(second).not.toBe(first)
    keys.done()
    expect(keys.of({ name: 'b' })).not.toBe(second)
  })
})
