import { expect, test } from 'vitest'
import { matchLedger } from './import-match'
import { makeLedger } from './import-match-ledger'

test.each([
  [1_500, 1],
  [300, 2],
])('%i rows of ledger %i: nearly all explained, none wrongly', (rows, seed) => {
  const sentences: string[] = []
  const outcome = matchLedger(makeLedger(rows, seed), sentence => sentences.push(sentence))
  expect(outcome.wrong).toEqual([])
  expect(outcome.explained / rows).toBeGreaterThanOrEqual(0.95)
  expect(outcome.plain / rows).toBeLessThan(0.21)
  expect(sentences.length).toBeLessThanOrEqual(15)
})

test('the same seed makes the same ledger, and each row says what it means', () => {
  const ledger = makeLedger(300, 7)
  expect(ledger).toEqual(makeLedger(300, 7))
  const codes = new Set(ledger.rooms)
  for (const { truth } of ledger.rows)
    if (truth.kind === 'rooms') expect(truth.codes.filter(code => !codes.has(code))).toEqual([])
})

test('a clerk who accepts what he should not makes wrong matches, and they are counted', () => {
  const { rooms, rows } = makeLedger(300, 7)
  const lied = rows.map(row => (row.truth.kind === 'rooms' ? { ...row, truth: { kind: 'elsewhere' as const } } : row))
  expect(matchLedger({ rooms, rows: lied }, () => {}).wrong.length).toBeGreaterThan(100)
})
