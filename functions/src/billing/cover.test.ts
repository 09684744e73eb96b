import fc from 'fast-check'
import { addDays, daysBetween } from '@linli/shared/time'
import { describe, expect, it } from 'vitest'
import { covering, type ItemCover, revOf, uncovering } from './cover'
import { isFree, uncovered } from './day-ranges'

const year = '2028-01-01'
const period = fc
  .tuple(fc.nat(420), fc.nat(60))
  .map(([start, days]) => ({ from: addDays(year, start), to: addDays(year, start + days) }))
const daysOf = (ranges: readonly { from: string; to: string }[]) =>
  ranges.flatMap(({ from, to }) => Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i)))

describe('cover', () => {
  it('leaves exactly the days that no range holds, and never covers a day twice', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 12 }), asked => {
        let cover: ItemCover | undefined
        const covered = new Set<string>()
        for (const each of asked) {
          const free = uncovered(each, cover?.ranges ?? [])
          expect(daysOf(free)).toEqual(daysOf([each]).filter(day => !covered.has(day)))
          for (const gap of free) cover = covering(cover, { period: gap, amountFen: 1 })
          for (const day of daysOf([each])) covered.add(day)
          expect(daysOf(cover?.ranges ?? [])).toEqual([...covered].sort())
        }
      }),
    )
  })

  it('refuses to cover a day again', () => {
    const cover = covering(undefined, { period: { from: '2028-02-01', to: '2028-02-29' }, amountFen: 1 })
    expect(() => covering(cover, { period: { from: '2028-02-29', to: '2028-03-31' }, amountFen: 1 })).toThrow(
      'covered already from 2028-02-29',
    )
    expect(isFree({ from: '2028-03-01', to: '2028-03-31' }, cover.ranges)).toBe(true)
  })

  it('gives a voided period back and its next bill the next revision', () => {
    const february = { from: '2028-02-01', to: '2028-02-29' }
    const quarter = covering(undefined, { period: { from: '2028-01-01', to: '2028-03-31' }, amountFen: 9 })
    const cover = uncovering(quarter, { period: february, rev: 0 })
    expect(cover.ranges).toEqual([
      { from: '2028-01-01', to: '2028-01-31' },
      { from: '2028-03-01', to: '2028-03-31' },
    ])
    expect(revOf(cover, february)).toBe(1)
    expect(revOf(cover, { from: '2028-03-01', to: '2028-03-31' })).toBe(0)
  })
})
