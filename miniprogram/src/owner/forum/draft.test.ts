import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type * as Drafts from './draft'

const phone = vi.hoisted(() => ({ kept: new Map<string, unknown>(), forgotten: new Array<string>() }))
vi.mock('@tarojs/taro', () => ({
  default: {
    getStorageSync: (key: string) => phone.kept.get(key) ?? '',
    removeStorageSync: (key: string) => void phone.kept.delete(key),
    setStorageSync: (key: string, value: unknown) => void phone.kept.set(key, structuredClone(value)),
  },
}))
vi.mock('../../platform/saved-file', () => ({ savedFile: { forget: (kept: string) => phone.forgotten.push(kept) } }))

const room = '0'.repeat(26)
const other = '1'.repeat(26)
const piece = {
  key: 'k',
  kind: 'photo' as const,
  size: 9,
  kept: 'file',
  media: { fileId: room, kind: 'photo' as const },
}

/** The app, started anew. */
async function started(): Promise<typeof Drafts> {
  vi.resetModules()
  return import('./draft')
}
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T04:00:00.000Z') })
  phone.kept.clear()
  phone.forgotten.length = 0
})

// Files share their modules and their clock.
afterEach(() => {
  vi.useRealTimers()
  vi.resetModules()
})

test('what was typed is there after the app was killed, under the key that it was sent by', async () => {
  const before = await started()
  const { sendKey, form } = before.draftOf(room)
  before.changeDraft(sendKey, { form: { ...form, text: '有人吗' }, pieces: [piece] })
  const after = (await started()).draftOf(room)
  expect(after).toMatchObject({ sendKey, form: { text: '有人吗' }, pieces: [piece] })
})

test('photos of a draft that the server may have removed meanwhile are sent again', async () => {
  const before = await started()
  before.changeDraft(before.draftOf(room).sendKey, { pieces: [piece] })
  vi.setSystemTime(Date.parse('2026-11-24T04:00:00.001Z'))
  expect((await started()).draftOf(room).pieces).toEqual([{ key: 'k', kind: 'photo', size: 9, kept: 'file' }])
})

test('another home’s is given up with its photos, and so is one that was sent; it does not come back', async () => {
  const drafts = await started()
  const { sendKey, form } = drafts.draftOf(room)
  drafts.changeDraft(sendKey, { pieces: [piece] })
  expect(drafts.draftOf(other).form.text).toBe('')
  expect(phone.forgotten).toEqual(['file'])
  drafts.changeDraft(sendKey, { form: { ...form, text: '迟到的' } })
  expect(drafts.draftOf(other).form.text).toBe('')
  drafts.dropDraft()
  expect([...phone.kept.keys()]).toEqual([])
})
