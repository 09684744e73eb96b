import { expect, test, vi } from 'vitest'
import { payTimeoutMs, reasonIn, within } from './problem'

test.each([
  ['requestPayment:fail 银行卡可用余额不足', '银行卡可用余额不足'],
  ['requestPayment:fail', undefined],
  ['requestPayment:fail (-1) jsapi has no permission', undefined],
])('%s gives the person %s', (errMsg, reason) => {
  expect(reasonIn(errMsg)).toBe(reason)
})

test('a host that never answers is left after 60 s, and one that does is believed', async () => {
  vi.useFakeTimers()
  const silent = within(payTimeoutMs, new Promise<string>(() => undefined), 'silent')
  await vi.advanceTimersByTimeAsync(59_999)
  expect(await Promise.race([silent, Promise.resolve('waiting')])).toBe('waiting')
  await vi.advanceTimersByTimeAsync(1)
  expect(await silent).toBe('silent')
  expect(await within(payTimeoutMs, Promise.resolve('paid'), 'silent')).toBe('paid')
  vi.useRealTimers()
})
