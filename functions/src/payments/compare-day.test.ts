import { describe, expect, it } from 'vitest'
import { DayComparison, mostDifferences } from './compare-day'
import type { TradeBillLine } from './pay-gateway'
import { SettledTable } from './settled-table'

const own = (n: number) => `ABC123${String(n).padStart(26, '0')}`
const line = (n: number, more: Partial<TradeBillLine> = {}): TradeBillLine => ({
  orderId: own(n),
  transactionId: `42${n}`,
  kind: 'payment',
  amountFen: 1000,
  refundNo: '',
  feeMilli: 6000,
  ...more,
})
const settledOf = (...numbers: number[]) => {
  const table = new SettledTable()
  for (const n of numbers) table.add(`42${n}`, 1000)
  return table
}

describe('a bill held to our day', () => {
  it('finds what differs and nothing else', () => {
    const table = settledOf(1, 2, 3, 4, 6)
    table.add('427', 1000, true)
    const day = new DayComparison('ABC123', table)
    day.take([line(1), line(2, { amountFen: 999 }), line(3), line(3), line(4, { kind: 'undone', feeMilli: 0 })])
    day.take([line(5), line(7), line(1, { kind: 'refund', amountFen: 10, refundNo: 'R', feeMilli: -500 })])
    expect(
      day.found.map(({ kind, transactionId, channelFen, localFen }) => [kind, transactionId, channelFen, localFen]),
    ).toEqual([
      ['AMOUNT_MISMATCH', '422', 999, 1000],
      ['DUPLICATE', '423', 1000, undefined],
      ['STATUS_MISMATCH', '424', 0, 1000],
      // Settled as a prepayment already.
      ['DUPLICATE', '427', 1000, 1000],
    ])
    expect(day.unknown.map(({ transactionId }) => transactionId)).toEqual(['425'])
    expect(day.refunds.map(({ refundNo }) => refundNo)).toEqual(['R'])
    expect([day.payments, day.refunded, day.feeFen]).toEqual([{ count: 6, fen: 5999 }, { count: 1, fen: 10 }, 36])
    expect([table.size - table.met, table.isMet(table.find('426'))]).toEqual([1, false])
  })

  it('totals the trades of other software and other communities, and takes none of them', () => {
    const day = new DayComparison('ABC123', settledOf())
    day.take([line(1, { orderId: 'shop-1' }), line(2, { orderId: own(2).replace('ABC', 'XYZ') })])
    day.take([line(3, { orderId: 'shop-1', kind: 'refund', amountFen: 300 })])
    expect([day.foreign, day.feeFen, day.unknown, day.refunds, day.found]).toEqual([
      { count: 3, fen: 1700 },
      0,
      [],
      [],
      [],
    ])
  })

  it('is refused when nothing fits', () => {
    const day = new DayComparison('ABC123', settledOf())
    expect(() => day.take(Array.from({ length: mostDifferences + 1 }, (_, n) => line(n)))).toThrow('20,000')
  })
})

it('keeps many settlements apart, each with its amount', () => {
  const table = new SettledTable()
  const many = Array.from({ length: 50_000 }, (_, n) => `4200001234202611${String(n * 7).padStart(12, '0')}`)
  many.forEach((number, n) => table.add(number, n))
  table.add(many[3] ?? '', 999)
  expect(table.size).toBe(many.length)
  expect(many.every((number, n) => table.fenAt(table.find(number)) === n)).toBe(true)
  expect(table.find('4200001234202611000000000001')).toBe(-1)
})
