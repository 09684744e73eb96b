import { expect, it } from 'vitest'
import type { OfflineEntry } from './gate-api'
import { checkOffline } from './offline'
import { startOfStep, stepMs, tokenBody } from './pass-token'

const [east, west, passId] = ['E'.padEnd(26, '0'), 'W'.padEnd(26, '0'), 'P'.padEnd(26, '0')]
const step = 59_000_000
const nowMs = startOfStep(step) + 1_000
const of = { communityId: 'ABC234', passId, gateId: east, step, left: 2, said: 'eA', keyId: 'v1' }
const text = (wish: Partial<Parameters<typeof tokenBody>[0]> = {}) =>
  `${tokenBody({ ...of, ...wish })}.${'A'.repeat(86)}`
const letIn = (token: string, outcome: OfflineEntry['outcome'] = 'in'): OfflineEntry => ({
  sendId: passId,
  gateId: east,
  at: new Date(nowMs).toISOString(),
  token,
  outcome,
})
type Known = Parameters<typeof checkOffline>[1]
const why = (token: string, known: Partial<Known> = {}, isSigned = true) => {
  const leaseUntil = new Date(nowMs + stepMs).toISOString()
  const all = { communityId: 'ABC234', gateId: east, keys: [], leaseUntil, queue: [], ...known }
  const checked = checkOffline(token, all, nowMs, () => isSigned)
  return checked.ok ? 'ok' : checked.why
}

const { gateId: _named, ...anyGate } = of
const anywhere = `${tokenBody(anyGate)}.${'A'.repeat(86)}`

it('without a network a phone on duty lets in by a live QR of its gate, and by nothing else', () => {
  expect(why(text())).toBe('ok')
  expect(why(text(), {}, false)).toBe('这个二维码不是我们发的')
  expect(why('hello')).toBe('这个二维码不是我们发的')
  expect(why(text({ communityId: 'XYZ234' }))).toBe('这是别的小区的通行码')
  expect(why(text({ gateId: west }))).toBe('没网时只认这个门的通行码')
  expect(why(anywhere)).toBe('没网时只认这个门的通行码')
  expect(why(text(), { leaseUntil: undefined })).toBe('没网，您的值班已到期，请打电话给物业')
  expect(why(text(), { leaseUntil: new Date(nowMs).toISOString() })).toBe('没网，您的值班已到期，请打电话给物业')
  expect(why(text({ step: step - 2 }))).toBe('二维码已换新，请刷新后再扫，截图无效')
})

it('counts what it has let in and not sent yet', () => {
  const earlier = text({ step: step - 1 })
  expect(why(text(), { queue: [letIn(text())] })).toBe('这个二维码在这台手机上用过了')
  expect(why(text(), { queue: [letIn(text(), 'turned_away')] })).toBe('ok')
  expect(why(text(), { queue: [letIn(earlier)] })).toBe('ok')
  expect(why(text(), { queue: [letIn(earlier), letIn(text({ step: step - 3 }))] })).toBe('次数已经用完')
  const others = [letIn(text({ passId: west })), letIn('')]
  expect(why(text({ left: 1 }), { queue: others })).toBe('ok')
})
