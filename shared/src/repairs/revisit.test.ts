import { expect, it } from 'vitest'
import { materialCost, withCosts } from './costs'
import { mostTries, revisitAfter, revisited, type RevisitRecord, type RevisitSetting } from './revisit'

const now = '2026-11-22T04:00:00.000Z'
const due: RevisitRecord = { state: 'due', dueAt: now, tries: 0 }
const rating = { stars: 5, at: now }
const after = (setting: RevisitSetting, more: Partial<Parameters<typeof revisitAfter>[0]> = {}) =>
  revisitAfter({ state: 'confirmed', source: 'mini_program', ...more }, setting, now)

it('a confirmed order is due by the setting; rated it is not, where only the unrated are called', () => {
  expect(after('never')).toBeUndefined()
  expect(after('unrated')).toEqual(due)
  expect(after('unrated', { rating })).toBeUndefined()
  expect(after('unrated', { rating, revisit: due })).toBeUndefined()
  expect(after('always', { rating, revisit: due })).toEqual(due)
  expect(after('always', { source: 'patrol' })).toBeUndefined()
  expect(after('always', { state: 'done' })).toBeUndefined()
  // Opened again it is asked about anew; closed while nobody asked it stays so.
  expect(after('always', { state: 'returned', revisit: due })).toBeUndefined()
  expect(after('always', { state: 'closed' })).toBeUndefined()
})

it('who does not answer is called three times; who is not satisfied is a task until somebody settles it', () => {
  const said = { words: '没人接', by: '王芳', now }
  let record = due
  for (let i = 1; i < mostTries; i++) {
    record = revisited(record, { ...said, outcome: 'not_reached' })
    expect([record.state, record.tries, record.dueAt > now]).toEqual(['due', i, true])
  }
  expect(revisited(record, { ...said, outcome: 'not_reached' }).state).toBe('over')
  const task = revisited(record, { ...said, outcome: 'unsatisfied' })
  expect(task.state).toBe('task')
  expect(revisited(task, { ...said, outcome: 'not_reached' })).toMatchObject({ state: 'task', outcome: 'unsatisfied' })
  expect(revisited(task, { ...said, outcome: 'satisfied' }).state).toBe('over')
})

it('materials cost what the price list says of their name and unit, and nothing where it is silent', () => {
  const catalogue = [
    { name: '角阀', unit: '个', costFen: 1_250 },
    { name: '角阀', unit: '套', costFen: 3_000 },
    { name: '生料带', unit: '卷' },
  ]
  const used = withCosts(
    [
      { name: '角阀', unit: '个', quantity: 2 },
      { name: '生料带', unit: '卷', quantity: 1 },
    ],
    catalogue,
  )
  expect(used.map(({ costFen }) => costFen)).toEqual([1_250, undefined])
  expect(materialCost(used)).toBe(2_500)
})
