import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod'
import type * as Token from '../token'
import type * as UnsentWords from './unsent'

const phone = vi.hoisted(() => ({ kept: new Map<string, unknown>(), isFull: false }))
vi.mock('@tarojs/taro', () => ({
  default: {
    getStorageSync: (key: string) => phone.kept.get(key) ?? '',
    removeStorageSync: (key: string) => void phone.kept.delete(key),
    getStorageInfoSync: () => ({ keys: [...phone.kept.keys()] }),
    setStorageSync: (key: string, value: unknown) => {
      if (phone.isFull) throw new Error('exceed max size')
      phone.kept.set(key, structuredClone(value))
    },
  },
}))

const Form = z.object({ text: z.string() })

/** The app, started anew. */
async function started(): Promise<typeof UnsentWords & Pick<typeof Token, 'dropToken'>> {
  vi.resetModules()
  const unsent = await import('./unsent')
  return { ...unsent, dropToken: (await import('../token')).dropToken }
}
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T04:00:00.000Z') })
  phone.kept.clear()
  phone.isFull = false
})
afterEach(() => {
  vi.useRealTimers()
  vi.resetModules()
})

test('what was typed is there after the app was killed, under the key that it was sent by; other words have another', async () => {
  const { sendKey } = (await started()).keepUnsent('a', { text: '漏水' })
  const after = await started()
  expect(after.readUnsent('a', Form)).toMatchObject({ form: { text: '漏水' }, sendKey })
  expect(after.readUnsent('b', Form)).toBeUndefined()
  expect(after.keepUnsent('a', { text: '漏水了' }).sendKey).not.toBe(sendKey)
})

test('what was deleted or sent does not come back', async () => {
  const app = await started()
  app.keepUnsent('a', { text: '漏水' })
  app.keepUnsent('a', { text: ' ' })
  expect([...phone.kept.keys()]).toEqual([])
})

test('after a week, or in another form than this release has, it is given up', async () => {
  const app = await started()
  app.keepUnsent('a', { text: '漏水' })
  expect(app.readUnsent('a', z.object({ text: z.string(), kind: z.string() }))).toBeUndefined()
  vi.advanceTimersByTime(7 * 86_400_000 - 1)
  expect(app.readUnsent('a', Form)).toBeDefined()
  vi.advanceTimersByTime(1)
  expect(app.readUnsent('a', Form)).toBeUndefined()
})

test('who signs out takes it along; a session that ends by itself leaves it', async () => {
  const app = await started()
  app.keepUnsent('a', { text: '漏水' })
  app.dropToken('over')
  expect(app.readUnsent('a', Form)).toBeDefined()
  app.dropToken('left')
  expect([...phone.kept.keys()]).toEqual([])
})

test('a phone that is full goes on', async () => {
  const app = await started()
  phone.isFull = true
  expect(app.keepUnsent('a', { text: '漏水' }).form.text).toBe('漏水')
})
