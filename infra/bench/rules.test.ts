import { expect, test } from 'vitest'
import { sameLine } from './rules'
import { ruleCases } from './rules-cases'

test('both sides of the benchmark compute the same lines, to the last digit of their fractions', () => {
  const cases = ruleCases(600)
  for (const each of cases) expect(() => sameLine(each)).not.toThrow()
  expect(new Set(cases.map(({ kind }) => kind)).size).toBe(3)
  expect(cases.some(({ input }) => !input.period.from.endsWith('-01'))).toBe(true)
})
