import { type BillInput, billLines } from './amount'
import { BillLine, type FeeItem, type Rounding, type Tariff } from './fee-schema'

export const feeItemId = '0'.repeat(26)
/** A tariff of the sample item that holds from a day on. */
export const tariff = (from: string, price: number, more: Partial<Tariff> = {}): Tariff => ({
  tariffId: from.replace(/-/g, '').padEnd(26, '0'),
  feeItemId,
  from,
  price,
  ground: { kind: 'contract', text: '物业服务合同 第六条' },
  ...more,
})
export const rounding = (unit: Rounding['unit']): Rounding => ({ mode: 'half_up', unit })
/** 物业费 by area and month, half-up to the fen. */
export const itemOf = (more: Partial<FeeItem> = {}): BillInput['item'] => ({
  feeItemId,
  formula: { kind: 'area', area: 'billable' },
  cycle: { kind: 'month' },
  rounding: rounding('fen'),
  ...more,
})
/** A bill of 89.50 m² at 2.30 yuan, but for what the test changes. */
export const bill = (from: string, to: string, more: Partial<BillInput> = {}) =>
  billLines({
    item: itemOf(),
    object: { areas: { billable: 8950 } },
    period: { from, to },
    tariffs: [tariff('2020-01-01', 23_000)],
    ...more,
  })
export function linesOf(...args: Parameters<typeof bill>): BillLine[] {
  const result = bill(...args)
  if (!result.ok) throw new Error(result.reason)
  return result.lines.map(line => BillLine.parse(line))
}
