import { afterEach, describe, expect, it, vi } from 'vitest'
import { area, dateTime, daysSince, percent, today, wan, yuan, yuanChange } from './format'

afterEach(() => vi.useRealTimers())

describe('figures', () => {
  it.each([
    [0, '¥0.00'],
    [128640, '¥1,286.40'],
    [-5, '-¥0.05'],
  ])('shows %i fen as %s', (fen, text) => expect(yuan(fen)).toBe(text))

  it('shows a change with its sign', () => {
    expect([yuanChange(12000), yuanChange(-12000), yuanChange(0)]).toEqual(['+¥120.00', '-¥120.00', '¥0.00'])
  })

  it('shortens only sums from 10,000 yuan', () => {
    expect([wan(999999), wan(61320450)]).toEqual(['9,999.99 元', '61.32 万元'])
  })

  it('shows areas and rates with two decimals, and no area as nothing', () => {
    expect([area(8950), area(undefined), percent(9632)]).toEqual(['89.50 m²', undefined, '96.32%'])
  })
})

describe('time', () => {
  it('is that of Beijing', () => expect(dateTime('2026-02-28T15:59:59.000Z')).toBe('2026-02-28 23:59'))

  it('begins the day at Beijing midnight', () => {
    vi.useFakeTimers({ now: new Date('2026-02-28T15:59:59.999Z') })
    expect(today()).toBe('2026-02-28')
    vi.setSystemTime(new Date('2026-02-28T16:00:00.000Z'))
    expect(today()).toBe('2026-03-01')
    expect([daysSince('2026-02-27T16:00:00.000Z'), daysSince('2026-03-05T00:00:00.000Z')]).toEqual([1, 0])
  })
})
