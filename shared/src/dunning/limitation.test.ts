import { describe, expect, it } from 'vitest'
import { isExpiring, limitationEnd } from './limitation'

describe('the limitation period of a bill', () => {
  it('is three calendar years from its due date, also around a leap day', () => {
    expect(limitationEnd('2023-11-30', [])).toBe('2026-11-30')
    expect(limitationEnd('2024-02-29', [])).toBe('2027-02-28')
    expect(limitationEnd('2025-02-28', [])).toBe('2028-02-28')
  })

  it('begins anew with each reminder that is proven, in whatever order they are told', () => {
    expect(limitationEnd('2023-01-31', ['2025-05-31'])).toBe('2028-05-31')
    expect(limitationEnd('2023-01-31', ['2028-05-01', '2025-05-31'])).toBe('2031-05-01')
    expect(limitationEnd('2023-01-31', ['2026-01-31'])).toBe('2029-01-31')
  })

  it('is not begun anew once it is over, nor by what was said before the bill was due', () => {
    expect(limitationEnd('2023-01-31', ['2026-02-01'])).toBe('2026-01-31')
    expect(limitationEnd('2023-01-31', ['2023-01-28'])).toBe('2026-01-31')
  })

  it('is warned of for its last 90 days', () => {
    expect(isExpiring('2026-11-30', '2026-08-31')).toBe(false)
    expect(isExpiring('2026-11-30', '2026-09-01')).toBe(true)
    expect(isExpiring('2026-11-30', '2027-01-01')).toBe(true)
  })
})
