// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askStage } from './stage'
import { StageRequest } from './stage-protocol'

const here = window.location.origin
const stage = { postMessage: vi.fn<(message: unknown, origin: string) => void>() }

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('parent', stage)
  stage.postMessage.mockClear()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const asked = () => StageRequest.parse(stage.postMessage.mock.lastCall?.[0])
const say = (data: unknown, { origin = here, source = stage }: { origin?: string; source?: unknown } = {}) => {
  const event = new MessageEvent('message', { data, origin })
  Object.defineProperty(event, 'source', { value: source })
  window.dispatchEvent(event)
}

test('the stage is asked at our own origin, and its answer comes back', async () => {
  const code = askStage('login', {})
  expect(stage.postMessage.mock.lastCall?.[1]).toBe(here)
  say({ linli: 1, id: asked().id, ok: true, answer: { code: 'c1' } })
  expect(await code).toEqual({ code: 'c1' })
})

test('another origin, another window and another question are not the answer', async () => {
  const code = askStage('login', {})
  const reply = { linli: 1, id: asked().id, ok: true, answer: { code: 'forged' } }
  say(reply, { origin: 'https://evil.example' })
  say(reply, { source: {} })
  say({ ...reply, id: 'other' })
  say({ linli: 1, id: asked().id, ok: false, reason: 'denied' })
  expect(await code).toBeUndefined()
})

test('an answer in the wrong shape is a no', async () => {
  const code = askStage('login', {})
  say({ linli: 1, id: asked().id, ok: true, answer: { token: 'x' } })
  expect(await code).toBeUndefined()
})

test('a stage that says nothing for a minute, and no stage at all, are told in a sentence', async () => {
  const silent = askStage('scan', {}).catch(String)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await silent).toContain('演示台没有回应')
  vi.stubGlobal('parent', window)
  await expect(askStage('login', {})).rejects.toThrow('这里不是微信')
})
