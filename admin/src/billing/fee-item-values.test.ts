import { FeeItem } from '@linli/shared/billing/fee-schema'
import { describe, expect, it } from 'vitest'
import { feeItemInput, type FeeItemValues, feeItemValues, newFeeItem } from './fee-item-values'

const id = '01JD8QF5C3P4V7K9M2X6Z0W1YH'
const base: FeeItem = {
  feeItemId: id,
  communityId: 'ABC123',
  name: '物业费',
  formula: { kind: 'area', area: 'billable' },
  cycle: { kind: 'month' },
  timing: 'prepaid',
  rounding: { mode: 'half_up', unit: 'fen' },
  nature: 'own_revenue',
  invoiceable: true,
  collectingEntityId: id,
  dueDays: 30,
  lateFee: null,
  active: true,
}

describe('the form of a fee item', () => {
  it.each([
    ['a plain one', base],
    ['a heating season', { ...base, cycle: { kind: 'heating_season' as const, from: '11-15', to: '03-15' } }],
    ['an anniversary', { ...base, cycle: { kind: 'anniversary' as const, months: 12 } }],
    ['a coefficient and tax', { ...base, formula: { kind: 'fixed' as const, coefficient: 12_500 }, taxRateBp: 600 }],
    [
      'a tiered meter',
      { ...base, formula: { kind: 'meter' as const, meter: 'gas' as const, tierBy: 'year' as const } },
    ],
    ['a share', { ...base, formula: { kind: 'shared' as const, by: 'usage' as const } }],
    ['an expression', { ...base, formula: { kind: 'expression' as const, text: '单价 × 2', per: 'period' as const } }],
    ['one of some rooms', { ...base, scope: 'assigned' as const }],
    ['one of spaces', { ...base, charges: 'space' as const }],
    ['a rent', { ...base, formula: { kind: 'contract' as const } }],
    ['one that is prepaid', { ...base, prepayMonths: 12, onTimeBp: 250 }],
    [
      'months at once',
      { ...base, prepayMonths: 12, atOnce: { kind: 'months_at_once' as const, months: 6, rateBp: 350 } },
    ],
    ['pay 10 get 2', { ...base, prepayMonths: 12, atOnce: { kind: 'pay_get' as const, pay: 10, get: 2 } }],
    ['a late fee', { ...base, lateFee: { clause: '第 12 条', dailyRatePpm: 500, graceDays: 3, capPct: 50 } }],
  ])('sends unchanged what it was shown: %s', (_, item) => {
    const sent = { feeItemId: id, communityId: 'ABC123', ...feeItemInput(feeItemValues(item)) }
    expect(FeeItem.parse(sent)).toEqual(FeeItem.parse(item))
  })

  const typed: FeeItemValues = { ...feeItemValues(base), ...newFeeItem, name: ' 物业费 ' }
  it('keeps the late fee off until it is switched on with its clause', () => {
    expect(feeItemInput({ ...typed, clause: '第 12 条', rate: '0.05' }).lateFee).toBeNull()
    expect(feeItemInput({ ...typed, lateFee: true, clause: '第 12 条', rate: '0.05' }).lateFee).toEqual({
      clause: '第 12 条',
      dailyRatePpm: 500,
      graceDays: 0,
    })
  })

  it('asks for late fees on collected money only where the item is collected for others', () => {
    const late = { ...typed, lateFee: true, clause: '第 12 条', rate: '0.05', coversCollected: true }
    expect(feeItemInput(late).lateFee).not.toHaveProperty('coversCollected')
    expect(feeItemInput({ ...late, nature: 'collected_for_others' }).lateFee).toHaveProperty('coversCollected', true)
  })
})
