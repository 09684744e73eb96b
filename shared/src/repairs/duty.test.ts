import { expect, it } from 'vitest'
import { instantAt } from '../time'
import { dutyOf, nextShift } from './duty'

/** 2026-11-23 is a Monday. */
const monday = '2026-11-23'
const card = {
  shifts: [1, 2, 3, 4, 5].map(weekday => ({ weekday, from: '08:00', to: '17:00' })),
  onShift: false,
  active: true,
}
const night = { ...card, shifts: [{ weekday: 1, from: '22:00', to: '06:00' }] }
const whole = { ...card, shifts: [{ weekday: 1, from: '08:00', to: '08:00' }] }
const late = { ...card, shifts: [{ weekday: 7, from: '16:00', to: '24:00' }] }
const at = (time: string, date = monday) => instantAt(date, time)

it.each([
  [card, at('07:59'), false, '没有上岗'],
  [card, at('08:00'), true, '当班到 17:00'],
  [card, at('16:59'), true, '当班到 17:00'],
  [card, at('17:00'), false, '没有上岗'],
  [card, at('12:00', '2026-11-22'), false, '没有上岗'],
  [night, at('21:59'), false, '没有上岗'],
  [night, at('23:59'), true, '当班到 06:00'],
  [night, at('05:59', '2026-11-24'), true, '当班到 06:00'],
  [night, at('06:00', '2026-11-24'), false, '没有上岗'],
  [night, at('05:00'), false, '没有上岗'],
  [whole, at('07:59', '2026-11-24'), true, '当班到 08:00'],
  [late, at('23:59', '2026-11-22'), true, '当班到 00:00'],
  [late, at('00:00'), false, '没有上岗'],
  [{ ...card, active: false, onShift: true }, at('10:00'), false, '没有上岗'],
])('%#: by the week’s plan, on the Beijing clock', (worker, now, on, why) => {
  expect(dutyOf(worker, now)).toMatchObject({ on, why })
})

it('29 February, and the end of a year, are ordinary nights', () => {
  expect(dutyOf({ ...night, shifts: [{ weekday: 2, from: '22:00', to: '06:00' }] }, at('02:00', '2028-03-01')).on).toBe(
    true,
  )
  expect(dutyOf({ ...night, shifts: [{ weekday: 4, from: '22:00', to: '06:00' }] }, at('02:00', '2027-01-01')).on).toBe(
    true,
  )
})

it('the hand decides: on outside of every shift, off for the rest of this one, not of the next', () => {
  const evening = { ...card, onShift: true, shiftSince: at('20:30') }
  expect(dutyOf(evening, at('21:00'))).toMatchObject({ on: true, by: 'hand', why: '自己上的岗，到 00:30' })
  const ill = { ...card, shiftSince: at('09:30') }
  expect(dutyOf(ill, at('10:00'))).toMatchObject({ on: false, why: '自己下了岗' })
  expect(dutyOf(ill, at('10:00', '2026-11-24'))).toMatchObject({
    on: true,
    by: 'shift',
    since: at('08:00', '2026-11-24'),
  })
  expect(dutyOf({ ...night, shiftSince: at('01:00', '2026-11-24') }, at('02:00', '2026-11-24')).on).toBe(false)
})

it.each([
  ['the end of the day', card, at('07:30'), at('23:59'), at('00:00', '2026-11-24')],
  ['four hours, for who comes late', card, at('23:50'), at('03:49', '2026-11-24'), at('03:50', '2026-11-24')],
  [
    'the end of the shift that begins on that day',
    night,
    at('12:00'),
    at('05:59', '2026-11-24'),
    at('06:00', '2026-11-24'),
  ],
  [
    'the end of that day, for a shift of the day before',
    night,
    at('01:00', '2026-11-24'),
    at('23:59', '2026-11-24'),
    at('00:00', '2026-11-25'),
  ],
])('who switched on by hand and forgot is off at %s', (_, worker, shiftSince, on, off) => {
  const byHand = { ...worker, onShift: true, shiftSince }
  expect(dutyOf(byHand, on)).toMatchObject({ on: true, by: 'hand' })
  expect(dutyOf(byHand, off).on).toBe(false)
})

it('by hand yesterday does not end the shift of today', () => {
  const forgot = { ...card, onShift: true, shiftSince: at('09:00') }
  expect(dutyOf(forgot, at('08:00', '2026-11-24'))).toMatchObject({ on: true, by: 'shift' })
})

it.each([
  ['today', at('07:59'), at('08:00')],
  ['the next one, at the very moment that one begins', at('08:00'), at('08:00', '2026-11-24')],
  ['after the weekend', at('20:00', '2026-11-27'), at('08:00', '2026-11-30')],
])('the next shift begins: %s', (_, after, next) => {
  expect(nextShift(card.shifts, after)).toBe(next)
  expect(nextShift([], after)).toBeUndefined()
  expect(nextShift([{ weekday: 1, from: '08:00', to: '17:00' }], at('08:00'))).toBe(at('08:00', '2026-11-30'))
})
