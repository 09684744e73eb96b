import { describe, expect, it } from 'vitest'
import { cashDifference, expectedOf, needsNote, piecesFen, slipDifferences } from './till-rules'

const day = {
  sums: { 'cash#collected': 30_000, 'cash#deposit': 100_000, 'cash#refunded': -5_000, 'pos#collected': 8_000 },
  counts: { cash: 3, pos: 1 },
}
const slips = { pos: { count: 1, amountFen: 8_000 } }

describe('a cashier’s day', () => {
  it('holds what came in less what went out, of each channel', () => {
    expect([expectedOf(day, 'cash'), expectedOf(day, 'pos'), expectedOf(day, 'cheque')]).toEqual([125_000, 8_000, 0])
  })

  it('is short or over by what was counted, without the float that lay there before', () => {
    expect(cashDifference(day, { cashFen: 175_000, floatFen: 50_000 })).toBe(0)
    expect(cashDifference(day, { cashFen: 124_900, floatFen: 0 })).toBe(-100)
  })

  it('wants a word when cash or slips are not what they should be', () => {
    const right = { cashFen: 125_000, floatFen: 0, slips }
    expect(needsNote(day, right)).toBe(false)
    expect(needsNote(day, { ...right, cashFen: 125_001 })).toBe(true)
    expect(slipDifferences(day, { slips: {} })).toEqual(['pos'])
    expect(slipDifferences(day, { slips: { pos: { count: 2, amountFen: 8_000 } } })).toEqual(['pos'])
    expect(slipDifferences(day, { slips: { ...slips, cheque: { count: 1, amountFen: 0 } } })).toEqual(['cheque'])
  })

  it('adds notes and coins up', () => {
    expect(piecesFen({ '10000': 3, '50': 2, '10': 1 })).toBe(30_110)
  })
})
