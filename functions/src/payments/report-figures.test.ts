import { addMonths, monthOf } from '@linli/shared/time'
import { expect, test } from 'vitest'
import { reportWrites } from './report-figures'

const communityId = 'C'.repeat(26)
const feeItems = Array.from({ length: 8 }, (_, i) => `${'F'.repeat(24)}${i}${i}`)
/** An eighth of 2,000: what they fill is an eighth too. */
const buildings = Array.from({ length: 250 }, (_, i) => String(i + 1))
const month = '2026-11'
const paidFor = Array.from({ length: 24 }, (_, i) => monthOf(addMonths('2026-11-01', -i)))

test('2,000 buildings with 8 fee items, each paid for 24 months in one: no item of the table comes near its limit', () => {
  const counters = new Map<string, Map<string, number>>()
  for (const building of buildings) {
    const line = { account: 'receivable' as const, objectId: building, amountFen: 12_345 }
    const published = feeItems.map(feeItemId => ({ ...line, feeItemId, billId: feeItemId, month }))
    const settled = feeItems.flatMap(feeItemId =>
      paidFor.map(of => ({ ...line, amountFen: -12_345, feeItemId, billId: feeItemId, month: of })),
    )
    const writes = reportWrites(
      communityId,
      [
        { kind: 'publication', lines: published, postingDate: `${month}-05` },
        { kind: 'settlement', lines: settled, postingDate: `${month}-20` },
      ],
      id => id,
    )
    for (const write of writes) {
      if (!('update' in write)) continue
      const { key, add = {} } = write.update
      const item = counters.get(key.sk) ?? new Map<string, number>()
      counters.set(key.sk, item)
      for (const [name, fen] of Object.entries(add)) item.set(name, (item.get(name) ?? 0) + Number(fen))
    }
  }
  // A name, and a number in at most 21 bytes.
  const sizes = [...counters].map(([sk, item]) =>
    [...item.keys()].reduce((sum, name) => sum + name.length + 21, sk.length),
  )
  expect(8 * Math.max(...sizes)).toBeLessThan(400 * 1024)
  expect([...counters.keys()].filter(sk => sk.startsWith(month)).length).toBe(128)
  const owed = [...counters].flatMap(([sk, item]) => (sk.startsWith('owed#s') ? [...item.values()] : []))
  expect([owed.length, new Set(owed)]).toEqual([buildings.length * 8, new Set([-23 * 12_345])])
})

test('a posting moves no more items than it has bills, and one more for how old they are', () => {
  const lines = feeItems.map((feeItemId, i) => ({
    account: 'receivable' as const,
    amountFen: 100,
    feeItemId,
    billId: feeItemId,
    objectId: String(i),
    month,
  }))
  const posted = { kind: 'publication' as const, lines, postingDate: `${month}-05` }
  expect(reportWrites(communityId, [posted], id => id).length).toBeLessThanOrEqual(lines.length * 3)
})
