import { expect, it } from 'vitest'
import { withTold } from './told-terms'

it('rows of an old system make one agreement with the days between them left out, in any order', () => {
  const first = withTold(undefined, { from: '2025-01-01', to: '2025-12-31' })
  expect(first).toEqual({ from: '2025-01-01', to: '2025-12-31', told: true })
  const gap = { from: '2026-01-01', to: '2026-06-30' }
  const both = { from: '2025-01-01', gaps: [gap], told: true as const }
  expect(withTold(first, { from: '2026-07-01' })).toEqual(both)
  expect(withTold(withTold(undefined, { from: '2026-07-01' }), { from: '2025-01-01', to: '2025-12-31' })).toEqual(both)
  expect(withTold(both, { ...gap })).toEqual({ from: '2025-01-01', told: true })
  expect(withTold(undefined, {})).toEqual({ told: true })
})

it('leaves what the office has agreed itself', () => {
  expect(withTold({ from: '2026-01-01' }, {})).toBeUndefined()
})
