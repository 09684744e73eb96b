import { describe, expect, test } from 'vitest'
import type { BillInput } from './amount'
import { fractionText, roundFen } from './fraction'
import { bill, itemOf, linesOf, rounding, tariff } from './sample-bill'

const amounts = (...args: Parameters<typeof bill>) => linesOf(...args).map(line => line.amountFen)

describe('rounding', () => {
  test('is half-up away from zero: a reversal is the exact negative', () => {
    for (const [n, d] of [
      [1n, 2n],
      [3n, 2n],
      [5n, 2n],
      [499n, 1000n],
      [10n, 4n],
    ] as const) {
      expect(roundFen({ n: -n, d }, rounding('fen'))).toBe(0 - roundFen({ n, d }, rounding('fen')))
    }
    expect(roundFen({ n: 5n, d: 2n }, rounding('fen'))).toBe(3)
    expect(roundFen({ n: -5n, d: 2n }, rounding('fen'))).toBe(-3)
    expect(roundFen({ n: 2_499_999n, d: 1_000_000n }, rounding('fen'))).toBe(2)
  })

  test('jiao and yuan come from the exact value, never from the rounded fen', () => {
    expect(roundFen({ n: 446n, d: 100n }, rounding('jiao'))).toBe(0)
    expect(roundFen({ n: 4_995n, d: 1_000n }, rounding('jiao'))).toBe(0)
    expect(roundFen({ n: 4_996n, d: 100n }, rounding('yuan'))).toBe(0)
    expect(roundFen({ n: 50n, d: 1n }, rounding('yuan'))).toBe(100)
    const item = itemOf({ rounding: rounding('yuan') })
    expect(amounts('2026-02-15', '2026-02-28', { item })).toEqual([10_300])
    expect(amounts('2026-02-15', '2026-02-28', { item: itemOf({ rounding: rounding('jiao') }) })).toEqual([10_290])
  })

  test('where a float loses a fen, the exact product does not', () => {
    const [line] = linesOf('2026-02-01', '2026-02-28', { object: { areas: { billable: 5_005 } } })
    expect(Math.round(50.05 * 2.3 * 100)).toBe(11_511)
    expect(line).toMatchObject({ exactFen: '23023/2', amountFen: 11_512 })
  })

  test('the product may pass 2^53', () => {
    const object = { areas: { billable: 99_999_999 }, coefficient: 9_999 }
    const [line] = linesOf('2026-02-15', '2026-02-28', { object, tariffs: [tariff('2020-01-01', 99_999_999)] })
    const n = 99_999_999n * 99_999_999n * 9_999n
    expect(n > 2n ** 53n).toBe(true)
    expect(line?.exactFen).toBe(fractionText({ n, d: 200_000_000n }))
    expect(line?.amountFen).toBe(Number((n + 100_000_000n) / 200_000_000n))
  })

  test('area 0 is charged as 0 plus surcharge; a missing area is refused', () => {
    const tariffs = [tariff('2020-01-01', 23_000, { surchargeFen: 500 })]
    expect(amounts('2026-02-01', '2026-02-28', { object: { areas: { billable: 0 } }, tariffs })).toEqual([500])
    expect(bill('2026-02-01', '2026-02-28', { object: { areas: { built: 8950 } } })).toEqual({
      ok: false,
      reason: 'no_quantity',
    })
    expect(bill('2026-02-01', '2026-02-28', { object: {} })).toEqual({ ok: false, reason: 'no_quantity' })
  })

  test('what is finer than its scale, negative, backwards or too large is refused, never 0', () => {
    const refused = (more: Partial<BillInput>) => bill('2026-02-01', '2026-02-28', more)
    expect(refused({ object: { areas: { billable: 8955.5 } } })).toEqual({ ok: false, reason: 'finer_than_scale' })
    expect(refused({ tariffs: [tariff('2020-01-01', 0.5)] })).toEqual({ ok: false, reason: 'finer_than_scale' })
    expect(refused({ object: { areas: { billable: -1 } } })).toEqual({ ok: false, reason: 'negative' })
    expect(bill('2026-02-28', '2026-02-01')).toEqual({ ok: false, reason: 'bad_period' })
    const anniversary = itemOf({ cycle: { kind: 'anniversary', months: 1 } })
    expect(refused({ item: anniversary })).toEqual({ ok: false, reason: 'no_anchor' })
    const object = { areas: { billable: 2 ** 53 - 1 } }
    expect(refused({ object, tariffs: [tariff('2020-01-01', 1_000_000)] })).toEqual({ ok: false, reason: 'too_large' })
  })
})
