import { expect, test } from 'vitest'
import { ageBand } from './ageing'
import { type Cell, collectionOf, measured } from './collection'

const cell = (posted: string, of: string, measure: Cell['measure'], fen: number): Cell => ({
  posted,
  of,
  measure,
  fen,
  feeItemId: 'x',
  building: '3',
})

/** October owes 100 of which 40 stay; November's 200 were billed in October already and half was paid then. */
const cells = [
  cell('2026-09', '', 'brought', 50),
  cell('2026-10', '2026-10', 'billed', 100),
  cell('2026-10', '2026-11', 'billed', 200),
  cell('2026-10', '2026-11', 'received', 100),
  cell('2026-10', '2026-10', 'received', 30),
  cell('2026-11', '2026-10', 'received', 30),
  cell('2026-11', '', 'received', 50),
  cell('2026-11', '2026-11', 'received', 60),
  cell('2026-11', '2026-12', 'billed', 10),
  cell('2026-11', '2026-12', 'received', 10),
  cell('2026-11', '', 'late', 7),
  cell('2026-12', '2026-11', 'received', 20),
]
const owed = 40 + 20

test('a month: what came in for its own bills whenever it came, old arrears at its beginning, and what was paid ahead', () => {
  expect(collectionOf(cells, owed, { from: '2026-11', to: '2026-11' })).toEqual({
    billedFen: 200,
    collectedFen: 180,
    rateBp: 9_000,
    oldFen: 120,
    oldReceivedFen: 80,
    clearedBp: 6_666,
    receivedFen: 150,
    aheadFen: 10,
    lateFeeFen: 7,
    arrearsFen: 80,
  })
})

test('a year: bills of its months are its own, in whatever of them they are paid', () => {
  expect(collectionOf(cells, owed, { from: '2026-01', to: '2026-12' })).toMatchObject({
    billedFen: 310,
    collectedFen: 250,
    oldFen: 0,
    oldReceivedFen: 50,
    aheadFen: 0,
    arrearsFen: owed,
  })
  expect(collectionOf([], 0, { from: '2026-01', to: '2026-12' })).not.toHaveProperty('rateBp')
})

test('lines of the journal: a credit counts as received, 期初欠费 as brought, deposits not at all', () => {
  const line = { account: 'receivable' as const, amountFen: -5, month: '2026-10' }
  expect(measured('credit', line)).toEqual({ measure: 'received', of: '2026-10', fen: 5 })
  expect(measured('voiding', line)).toEqual({ measure: 'billed', of: '2026-10', fen: -5 })
  expect(measured('opening', { account: 'receivable', amountFen: 5 })).toEqual({ measure: 'brought', of: '', fen: 5 })
  expect(measured('deposit', { account: 'deposit', amountFen: 5 })).toBeUndefined()
})

test('ages by the month that a bill begins in', () => {
  const at = (of: string) => ageBand(of, '2026-11')
  expect(
    ['2026-12', '2026-11', '2026-09', '2026-08', '2026-05', '2025-12', '2025-11', '2024-01', '2023-11', ''].map(at),
  ).toEqual(['ahead', 'quarter', 'quarter', 'half', 'year', 'year', 'two', 'three', 'older', 'brought'])
})
