import type { Repair } from '@linli/shared/repairs/schema'
import { expect, it } from 'vitest'
import type { Entry } from './entry'
import { foreseen, nextAct } from './foreseen'

const id = '0'.repeat(26)
const me = { personId: id, name: '李强' }
const at = '2026-11-22T04:00:00.000Z'
const lines = [{ part: 'material' as const, name: '角阀', unit: '个', quantity: 1, unitFen: 4_500 }]
const quote = { quoteId: id, lines, totalFen: 4_500, extra: false, state: 'waiting' as const, at }
/** Theirs, and they stand at the door. */
const order: Repair = {
  repairId: id,
  number: 'BX261122-00000',
  communityId: 'ABC234',
  kind: 'water',
  emergency: false,
  place: { kind: 'room', roomId: id, code: '3-2-1501', building: '3' },
  text: '厨房水管漏水',
  source: 'mini_program',
  state: 'assigned',
  reportedAt: at,
  respondBy: at,
  finishBy: at,
  assignee: { personId: id, name: '李强', at },
  acknowledgedAt: at,
  departedAt: at,
  quotes: [quote],
  urges: 0,
  reopened: 0,
  followers: 0,
  pictures: [],
  version: 1,
}
const kept = (name: Entry['name'], input: Entry['input']): Entry => ({
  key: name,
  ...me,
  communityId: 'ABC234',
  repairId: id,
  about: '',
  name,
  input,
  at,
  files: [],
  tries: 0,
})
const next = (repair: Partial<Repair>, entries: Entry[] = []) =>
  nextAct(foreseen({ ...order, ...repair }, entries, me), id)

it('开始 is not offered while a quote waits for its answer', () => {
  expect(next({})).toBeUndefined()
  expect(next({ quotes: [] })).toBe('start')
  expect(next({ quotes: [{ ...quote, state: 'agreed' }] })).toBe('start')
  expect(next({ emergency: true })).toBe('start')
  expect(next({ responsibility: 'warranty' })).toBe('start')
})

it('also not before the phone has kept a signature beneath it, or that somebody else pays', () => {
  expect(next({}, [kept('signQuote', { quoteId: 'another' })])).toBeUndefined()
  expect(next({}, [kept('signQuote', { quoteId: id })])).toBe('start')
  expect(next({}, [kept('settleResponsibility', { responsibility: 'owner' })])).toBeUndefined()
  expect(next({}, [kept('settleResponsibility', { responsibility: 'fee' })])).toBe('start')
})
