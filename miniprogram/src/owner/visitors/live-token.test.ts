import { expect, it } from 'vitest'
import { behindMs, liveToken } from './live-token'

const tokens = [10, 11, 12, 13].map(step => ({ step, token: `t${step}` }))

it('shows the step of the server’s clock, whatever the phone’s says, and fetches before it runs out', () => {
  expect(liveToken(tokens, 300_000)).toEqual({ token: 't10', seconds: 30, isRunningOut: false })
  expect(liveToken(tokens, 329_001)).toEqual({ token: 't10', seconds: 1, isRunningOut: false })
  expect(liveToken(tokens, 360_000)).toEqual({ token: 't12', seconds: 30, isRunningOut: true })
  expect(liveToken(tokens, 420_000).token).toBeUndefined()
  expect(liveToken([], 0)).toMatchObject({ token: undefined, isRunningOut: true })
  expect(behindMs({ now: '2026-11-22T04:00:00.000Z' }, Date.parse('2026-11-22T03:00:00.000Z'))).toBe(3_600_000)
})
