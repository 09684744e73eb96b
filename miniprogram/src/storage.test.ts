import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod'

const phone = vi.hoisted(() => ({ kept: new Map<string, unknown>(), full: false }))
vi.mock('@tarojs/taro', () => ({
  default: {
    getStorageSync: (key: string) => phone.kept.get(key) ?? '',
    removeStorageSync: (key: string) => void phone.kept.delete(key),
    setStorageSync(key: string, value: unknown) {
      if (phone.full) throw new Error('setStorageSync:fail exceed max size')
      phone.kept.set(key, value)
    },
  },
}))
// Files share their modules.
afterEach(() => vi.resetModules())

test('a phone that is full loads all the same, and shows nothing old later; what must be kept says that it was not', async () => {
  vi.resetModules()
  const { keep, keepIfRoom, readKept } = await import('./storage')
  keepIfRoom('list', [1])
  expect(readKept('list', z.array(z.number()))).toEqual([1])
  phone.full = true
  keepIfRoom('list', [1, 2])
  expect(readKept('list', z.array(z.number()))).toBeUndefined()
  expect(() => keep('token', 'x')).toThrow('exceed')
})
