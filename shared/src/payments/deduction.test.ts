import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { deductions, mostOfDeduction } from './deduction'
import type { DeskLot } from './held-schema'

const id = (letter: string) => letter.repeat(26)
const payer = { kind: 'owners' as const, personIds: [id('P')], name: '李小红' }
const bill = (billId: string, dueDate: string, dueFen: number, more: object = {}) => ({
  billId,
  dueDate,
  dueFen,
  lateFeeFen: 0,
  feeItemId: id('F'),
  feeItemName: '物业费',
  entityId: id('E'),
  payer,
  ...more,
})
const lot = (lotId: string, leftFen: number, more: Partial<DeskLot> = {}): DeskLot => ({
  lotId,
  communityId: 'ABC123',
  amountFen: leftFen,
  leftFen,
  createdAt: '2026-11-01T02:00:00.000Z',
  reason: 'desk',
  object: { type: 'room', id: id('R'), code: '3-2-1501' },
  payer,
  entityId: id('E'),
  orderId: `ABC123${id('0')}`,
  channel: 'cash',
  ...more,
})

test('the oldest bill is paid first, principal before late fee, and the rest stays open', () => {
  const bills = [bill('new', '2026-11-28', 500), bill('old', '2026-09-28', 800, { lateFeeFen: 10 })]
  const [one, other] = deductions(bills, [lot('a', 1000)])
  expect(other).toBeUndefined()
  expect(
    one?.payments.map(({ bill: each, principalFen, lateFeeFen }) => [each.billId, principalFen, lateFeeFen]),
  ).toEqual([
    ['old', 800, 10],
    ['new', 190, 0],
  ])
  expect(one?.uses).toEqual([{ lotId: 'a', amountFen: 1000 }])
})

test('money for one fee item pays that alone, and goes before money for anything', () => {
  const water = lot('water', 300, { feeItemId: id('W'), feeItemName: '水费' })
  const bills = [bill('fee', '2026-11-28', 500), bill('water', '2026-11-28', 400, { feeItemId: id('W') })]
  const [one] = deductions(bills, [lot('any', 550), water])
  expect(one?.uses).toEqual([
    { lotId: 'any', amountFen: 550 },
    { lotId: 'water', amountFen: 300 },
  ])
  expect(deductions([bills[0] ?? bill('', '', 1)], [water])).toEqual([])
})

test('it is nobody else’s money, and no other entity’s', () => {
  expect(
    deductions([bill('b', '2026-11-28', 500)], [lot('a', 900, { payer: { ...payer, personIds: [id('Q')] } })]),
  ).toEqual([])
  expect(deductions([bill('b', '2026-11-28', 500)], [lot('a', 900, { entityId: id('G') })])).toEqual([])
})

test('one deduction is never more than a transaction holds', () => {
  const lots = Array.from({ length: 80 }, (_, i) => lot(`l${i}`, 10))
  const bills = Array.from({ length: 30 }, (_, i) => bill(`b${i}`, '2026-11-28', 30))
  const [one] = deductions(bills, lots)
  const [paid, used] = [one?.payments ?? [], one?.uses ?? []]
  expect(paid.length + used.length).toBeLessThanOrEqual(mostOfDeduction)
  expect(used.length).toBeGreaterThan(30)
  expect(paid.reduce((sum, { principalFen }) => sum + principalFen, 0)).toBe(used.length * 10)
})

test('what bills get is what lots give, never more than is left or due', () => {
  const sums = fc.array(fc.nat(5_000), { maxLength: 6 })
  fc.assert(
    fc.property(sums, sums, (due, left) => {
      const bills = due.map((fen, i) => bill(`b${i}`, `2026-0${1 + i}-28`, fen, { lateFeeFen: i }))
      const found = deductions(
        bills,
        left.map((fen, i) => lot(`l${i}`, fen)),
      )
      const paid = found.flatMap(({ payments }) => payments).map(each => each.principalFen + each.lateFeeFen)
      const used = found.flatMap(({ uses }) => uses)
      const sum = (all: number[]) => all.reduce((total, fen) => total + fen, 0)
      expect(sum(paid)).toBe(sum(used.map(({ amountFen }) => amountFen)))
      expect(sum(paid)).toBe(Math.min(sum(left), sum(due) + sum(due.map((_, i) => i))))
      for (const { lotId, amountFen } of used) expect(amountFen).toBeLessThanOrEqual(left[Number(lotId.slice(1))] ?? 0)
    }),
  )
})
