import type { BillInput } from '@linli/shared/billing/amount'
import { addDays, monthEnd } from '@linli/shared/time'

/** One bill of one line. */
export type RuleCase = { kind: 'area' | 'fixed' | 'meter'; input: BillInput }

const feeItemId = '0'.repeat(26)
const first = '2024-01-01'

/** Whole and partial months by area, of a fixed amount, and of a tiered meter; the same list each time. */
export function ruleCases(count: number): RuleCase[] {
  return Array.from({ length: count }, (_, i) => {
    const start = `${addDays(first, (i * 31) % 700).slice(0, 7)}-01`
    const from = i % 4 === 0 ? addDays(start, i % 25) : start
    const kinds = ['area', 'fixed', 'meter'] as const
    return caseOf(kinds[i % kinds.length] ?? 'area', from, monthEnd(from), i)
  })
}

function caseOf(kind: RuleCase['kind'], from: string, to: string, i: number): RuleCase {
  const tariff = { tariffId: feeItemId, feeItemId, from: '2020-01-01', price: 20_000 + (i % 977) }
  const ground = { kind: 'contract', text: '合同' } as const
  const item = { feeItemId, cycle: { kind: 'month' }, rounding: { mode: 'half_up', unit: 'fen' } } as const
  if (kind === 'meter') {
    const span = { last: 100_000, now: 100_000 + (i % 30_000), multiplier: 10_000 }
    const reading = { readingId: feeItemId, from, to, spans: [span], usedBefore: 0 }
    const tiers = [{ over: 12_000, price: 40_000 }]
    const formula = { kind: 'meter', meter: 'cold_water', tierBy: 'month' } as const
    return {
      kind,
      input: {
        item: { ...item, formula },
        object: { reading },
        period: { from, to },
        tariffs: [{ ...tariff, tiers, ground }],
      },
    }
  }
  const formula = kind === 'area' ? ({ kind, area: 'built' } as const) : ({ kind } as const)
  return {
    kind,
    input: {
      item: { ...item, formula },
      object: { areas: { built: 4_000 + (i % 12_345) } },
      period: { from, to },
      tariffs: [{ ...tariff, surchargeFen: i % 300, ground }],
    },
  }
}
