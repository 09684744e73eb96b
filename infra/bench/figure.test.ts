import { describe, expect, it, vi } from 'vitest'
import { asJson, asRow, type Figure, holds, median, printed } from './figure'

const figure: Figure = { name: 'callback', value: 94.123_456_7, unit: 'settlements/s', baseline: 130, ratio: 0.724_03 }

describe('median', () => {
  it.each([
    [[3], 3],
    [[10, 9, 1], 9],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, middle) => {
    const before = [...values]
    expect(median(values)).toBe(middle)
    expect(values).toEqual(before)
  })

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow('the median of nothing')
  })
})

describe('a figure', () => {
  it('is one line of JSON with these five names and nothing else', () => {
    const wider: Figure & { rounds: number } = { ...figure, rounds: 5 }
    expect(asJson(wider)).toBe(
      '{"name":"callback","value":94.1235,"unit":"settlements/s","baseline":130,"ratio":0.72403}',
    )
  })

  it('is marked in its row when it misses the limit', () => {
    expect(asRow(figure, { sign: '≥', limit: 0.85 })).toMatch(
      /^callback .*94\.12 .*130 settlements\/s .*0\.724 .*≥ 0\.85 {3}✗$/,
    )
    expect(asRow(figure, { sign: '≥', limit: 0.7 })).not.toContain('✗')
  })

  it('is one line among others; one that is over its limit counts for all', () => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const at = (ratio: number) => ({ ...figure, ratio })
    const most = { sign: '≤', limit: 1 } as const
    expect([printed([at(1)], most, true), printed([at(1.01), at(1)], most, true)]).toEqual([true, false])
    expect(said.mock.calls).toEqual([[asJson(at(1))], [asJson(at(1.01))], [asJson(at(1))]])
    said.mockRestore()
  })

  it('holds at its limit, and not beyond', () => {
    const at = (ratio: number) => ({ ...figure, ratio })
    expect([0.84, 0.85].map(ratio => holds(at(ratio), { sign: '≥', limit: 0.85 }))).toEqual([false, true])
    expect([1.05, 1.06].map(ratio => holds(at(ratio), { sign: '≤', limit: 1.05 }))).toEqual([true, false])
  })
})
