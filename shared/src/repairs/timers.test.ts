import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMinutes } from '../time'
import { RepairEvent, RepairTimer } from './events'
import { moves } from './rules'
import { clocksAfter, clocksOf, dueTimers, nextDue } from './timers'

const sla = { respondMin: 60, finishMin: 1_440 }
const at = '2026-11-22T04:00:00.000Z'

test('an answer is owed at once, the work from the day that was wished for', () => {
  const { respondBy, finishBy, timers } = clocksOf(sla, at, { date: '2026-11-24', part: 'afternoon' })
  expect([respondBy, finishBy]).toEqual(['2026-11-22T05:00:00.000Z', '2026-11-25T05:00:00.000Z'])
  expect(timers.respond_warn).toBe('2026-11-22T04:30:00.000Z')
  expect(clocksOf(sla, at, { date: '2026-11-22', part: 'morning' }).finishBy).toBe('2026-11-23T04:00:00.000Z')
})

test('a pause stands still: afterwards there is as much time left as before it', () => {
  const first = clocksOf(sla, at, undefined)
  const paused = clocksAfter(first, moves.pause, sla, addMinutes(at, 120))
  expect(paused.timers.finish_late).toBeUndefined()
  const after = clocksAfter(paused, moves.resume, sla, addMinutes(at, 600))
  expect(after.finishBy).toBe(addMinutes(first.finishBy, 480))
  expect(after.timers.finish_late).toBe(after.finishBy)
  expect(after.held).toEqual({})
})

test('what has fired does not come back by a pause', () => {
  const { timers, ...rest } = clocksOf(sla, at, undefined)
  const { finish_warn: _fired, ...left } = timers
  const paused = clocksAfter({ ...rest, timers: left }, moves.pause, sla, addMinutes(at, 1_300))
  expect(clocksAfter(paused, moves.resume, sla, addMinutes(at, 1_400)).timers.finish_warn).toBeUndefined()
})

test('after 72 hours it is confirmed, and it can be opened again to the end of the seventh day', () => {
  const done = clocksAfter(clocksOf(sla, at, undefined), moves.finish, sla, at)
  expect(done.timers.auto_confirm).toBe('2026-11-25T04:00:00.000Z')
  expect(done.timers.finish_late).toBeUndefined()
  const confirmed = clocksAfter(done, moves.confirm, sla, at)
  expect(confirmed.timers).toMatchObject({ auto_close: '2026-11-29T16:00:00.000Z' })
  expect(confirmed.timers.auto_confirm).toBeUndefined()
})

test('whatever happens, a clock runs or stands still, never both, and the next one is the first', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...RepairEvent.options), fc.nat(3_000))), steps => {
      let [clocks, now] = [clocksOf(sla, at, undefined), at]
      for (const [event, minutes] of steps) {
        now = addMinutes(now, minutes)
        clocks = clocksAfter(clocks, moves[event], sla, now)
        const { timers, held } = clocks
        for (const timer of RepairTimer.options)
          expect(timers[timer] !== undefined && held[timer] !== undefined).toBe(false)
        const times = Object.values(timers).toSorted()
        expect(nextDue(timers)).toBe(times[0])
        expect(dueTimers(timers, now).length).toBe(times.filter(time => time <= now).length)
      }
    }),
  )
})
