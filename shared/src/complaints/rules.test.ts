import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ComplaintActor,
  complaintMoves,
  complaintTimers,
  decideComplaint,
  dueOnOf,
  mayDoComplaint,
  shelfOf,
} from './rules'
import { ComplaintEvent, ComplaintState, ComplaintTimer } from './schema'
import { complaintEventNames } from './words'

const now = '2026-11-22T04:00:00.000Z'
const answer = { text: '已安排', by: '王经理', at: now }
const actors: ComplaintActor[] = ['writer', 'officer', 'manager', 'timer']

test('the table is total: every event has a row, a word and somebody who may', () => {
  expect(Object.keys(complaintMoves).toSorted()).toEqual([...ComplaintEvent.options].toSorted())
  for (const event of ComplaintEvent.options)
    expect([event, complaintMoves[event].by.length > 0, complaintEventNames[event].length > 1]).toEqual([
      event,
      true,
      true,
    ])
  expect(ComplaintState.options.map(shelfOf)).not.toContain(undefined)
})

test('whatever is not in the table is refused with a sentence', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ComplaintEvent.options),
      fc.subarray(actors, { minLength: 1 }),
      fc.constantFrom(...ComplaintState.options),
      (event, who, state) => {
        const { by, from, to, guards = [] } = complaintMoves[event]
        const result = decideComplaint(event, who, { state, answer }, { now })
        const inTable = by.some(actor => who.includes(actor)) && from.includes(state)
        if (!inTable) expect(result.ok).toBe(false)
        if (inTable && guards.length === 0) expect(result).toMatchObject({ ok: true, to: to === 'same' ? state : to })
        if (!result.ok) expect(result.why).toMatch(/[\u4e00-\u9fff]{4,}/)
      },
    ),
    { numRuns: 1_000 },
  )
})

test('whom it concerns does not handle, answer, close or publish it, whatever else they are', () => {
  for (const event of [
    'accept',
    'assign',
    'name_concerned',
    'add_pictures',
    'answer',
    'close',
    'publish',
    'unpublish',
  ] as const)
    for (const state of complaintMoves[event].from) {
      const published = { title: '照明', measure: '已更换', at: now }
      const asked = (concerned: boolean) =>
        decideComplaint(event, ['officer', 'manager'], { state, answer, published }, { now, concerned })
      expect([event, asked(false).ok, asked(true)]).toEqual([
        event,
        true,
        { ok: false, why: '这件事和您有关，请由其他人处理' },
      ])
    }
})

test('it is opened again within 7 days, rated once, and closed only with an answer', () => {
  const rated = { stars: 5, at: now }
  const facts = { state: 'closed' as const, answer, endedAt: '2026-11-15T03:59:00.000Z' }
  expect(decideComplaint('reopen', ['writer'], facts, { now })).toEqual({ ok: false, why: '过了 7 天，请重新提交' })
  expect(mayDoComplaint(['writer'], { state: 'answered', answer, rating: rated }, { now })).toEqual(['reopen'])
  expect(decideComplaint('close', ['officer'], { state: 'answered' }, { now }).ok).toBe(false)
})

test('dates: our own, or that of 12345; clocks stop with the answer', () => {
  expect(dueOnOf('complaint', '2026-11-22')).toBe('2026-11-25')
  expect(dueOnOf('complaint', '2026-11-22', '2026-11-23')).toBe('2026-11-23')
  const first = complaintTimers({}, { starts: ['due_warn', 'due_late'] }, '2026-11-25', now)
  expect(first).toEqual({ due_warn: '2026-11-24T01:00:00.000Z', due_late: '2026-11-25T16:00:00.000Z' })
  const after = complaintTimers(first, complaintMoves.answer, '2026-11-25', now)
  expect(after).toEqual({ auto_close: '2026-11-29T16:00:00.000Z' })
  for (const state of ComplaintState.options)
    if (shelfOf(state) === 'over')
      expect(ComplaintTimer.options.filter(timer => complaintMoves[timer].from.includes(state))).toEqual([])
})
