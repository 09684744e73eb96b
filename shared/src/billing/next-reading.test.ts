import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../time'
import type { Meter, MeterReading } from './meter-schema'
import { usageText } from './meter-words'
import { correctedReading, type MeterState, nextReading, replacedDevice, stateFrom } from './next-reading'

type Known = MeterState & Pick<Meter, 'multiplier' | 'digits' | 'reading' | 'readOn' | 'devices' | 'endedOn'>
const begun: Known = { reading: 100_000, readOn: '2026-01-01', multiplier: 10_000 }
const read = (meter: Known, value: number, readOn: string, rolledOver?: boolean) =>
  nextReading(meter, { value, readOn, rolledOver })
function taken(meter: Known, value: number, readOn: string, rolledOver?: boolean) {
  const result = read(meter, value, readOn, rolledOver)
  if (!result.ok) throw new Error(result.reason)
  return { reading: result.reading, meter: { ...meter, ...result.state } }
}
const reason = (result: ReturnType<typeof nextReading>) => (result.ok ? 'ok' : result.reason)
const place = { readingId: '0'.repeat(26), meterId: '0'.repeat(26), communityId: '000000', roomId: '0'.repeat(26) }
const kept = (reading: ReturnType<typeof taken>['reading']): MeterReading => ({
  ...place,
  roomCode: '1-1-101',
  type: 'power',
  number: 'D',
  enteredBy: '王',
  enteredAt: '2026-01-01T00:00:00.000Z',
  ...reading,
})

describe('the next reading', () => {
  it('is refused where the year would use more than can be counted exactly', () => {
    const much = taken({ ...begun, reading: 0 }, 900_000_000_000, '2026-02-01')
    expect(reason(read(much.meter, 999_000_000_000, '2026-03-01'))).toBe('too_large')
    expect(reason(read(much.meter, 999_000_000_000, '2027-03-01'))).toBe('ok')
  })

  it('is a baseline when it is the first, without usage', () => {
    const { reading, meter } = taken({}, 5_000_000, '2026-01-31')
    expect(reading).toMatchObject({ state: 'confirmed', spans: [], usedBefore: 0 })
    expect(reading.usage).toBeUndefined()
    expect(taken(meter, 5_010_000, '2026-02-28').reading.usage).toBe(100_000_000)
  })

  it('counts from where the meter began, times the multiplier', () => {
    const { reading } = taken({ ...begun, multiplier: 600_000 }, 101_500, '2026-01-31')
    expect(reading).toMatchObject({ previousOn: '2026-01-01', usage: 900_000_000 })
    expect(usageText(900_000_000)).toBe('90')
  })

  it('goes back only where the meter is said to have run over', () => {
    const meter = { ...begun, reading: 99_990_000, digits: 5 }
    expect(reason(read(meter, 10_000, '2026-01-31'))).toBe('goes_back')
    expect(taken(meter, 10_000, '2026-01-31', true).reading.usage).toBe(200_000_000)
    expect(reason(read(begun, 10_000, '2026-01-31', true))).toBe('no_digits')
    expect(reason(read(meter, 99_995_000, '2026-01-31', true))).toBe('not_over')
    expect(reason(read(meter, 100_000_000, '2026-01-31'))).toBe('too_many_digits')
  })

  it('comes after the last one, and not after the end', () => {
    expect(reason(read(begun, 110_000, '2026-01-01'))).toBe('not_later')
    expect(reason(read({ ...begun, endedOn: '2026-01-15' }, 110_000, '2026-01-31'))).toBe('ended')
    expect(reason(read({ reading: 100_000 }, 110_000, '2026-01-31'))).toBe('no_start_date')
  })

  it('is held above three times the mean of the last three, and at nothing after usage', () => {
    let { meter } = taken(begun, 110_000, '2026-01-11')
    for (const [value, day] of [
      [120_000, '2026-01-21'],
      [130_000, '2026-01-31'],
    ] as const)
      meter = taken(meter, value, day).meter
    expect(taken(meter, 160_000, '2026-02-10').reading.state).toBe('confirmed')
    expect(taken(meter, 160_001, '2026-02-10').reading).toMatchObject({ state: 'held', held: 'high' })
    expect(taken(meter, 130_000, '2026-02-10').reading).toMatchObject({ state: 'held', held: 'zero' })
    const held = taken(meter, 130_000, '2026-02-10').meter
    expect(reason(read(held, 131_000, '2026-02-20'))).toBe('still_held')
  })

  it('counts both devices of a meter that was replaced', () => {
    const result = replacedDevice(begun, { on: '2026-01-10', final: 105_000, start: 2_000 })
    if (!result.ok) throw new Error(result.reason)
    const meter = { ...begun, ...result.state, multiplier: 20_000, devices: [device('2026-01-10')] }
    const { reading } = taken(meter, 5_000, '2026-01-31')
    expect(reading.usage).toBe(5_000 * 10_000 + 3_000 * 20_000)
    expect(reading.spans).toHaveLength(2)
    expect(reason(read(meter, 5_000, '2026-01-09'))).toBe('before_replacement')
    expect(replacedDevice(begun, { on: '2026-01-10', final: 99_000, start: 0 })).toMatchObject({ reason: 'goes_back' })
    expect(replacedDevice(begun, { on: '2025-12-31', final: 101_000, start: 0 })).toMatchObject({ reason: 'not_later' })
  })

  it('begins the calendar year at nothing', () => {
    const first = taken({ ...begun, readOn: '2025-12-01' }, 110_000, '2025-12-31')
    expect(first.meter.year).toEqual({ year: '2025', usage: 100_000_000 })
    const second = taken(first.meter, 120_000, '2026-01-31')
    expect(second.reading.usedBefore).toBe(0)
    expect(taken(second.meter, 121_000, '2026-02-28').reading.usedBefore).toBe(100_000_000)
  })

  it('is never beyond exact numbers', () => {
    expect(reason(read({ ...begun, multiplier: 100_000_000 }, 999_999_999_999, '2026-01-31'))).toBe('too_large')
  })

  it('leaves what the readings themselves tell, and a corrected one what the right one would have left', () => {
    const steps = fc.array(fc.tuple(fc.nat(50_000), fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(steps, fc.nat(90_000), (all, other) => {
        let meter: Known = begun
        const before: MeterReading[] = []
        let [value, day] = [100_000, '2026-01-01']
        let previous: Known = meter
        for (const [more, days] of all) {
          value += more
          day = addDays(day, days)
          previous = { ...meter, ...(meter.last && { last: { ...meter.last, state: 'confirmed' } }) }
          const next = taken(previous, value, day)
          before.unshift(kept({ ...next.reading, state: 'confirmed' }))
          meter = { ...next.meter, last: next.meter.last && { ...next.meter.last, state: 'confirmed' } }
          expect(stateFrom(begun, before)).toEqual(stateOf(meter))
        }
        const [last] = before
        const right = value - (all.at(-1)?.[0] ?? 0) + other
        const corrected = last && correctedReading(last, undefined, { value: right })
        if (!corrected?.ok) throw new Error('not corrected')
        const { held: _held, ...wanted } = taken(previous, right, day).reading
        expect(corrected.reading).toEqual({ ...wanted, state: 'confirmed' })
      }),
    )
  })
})

const device = (on: string) => ({ number: 'old', multiplier: 10_000, final: 105_000, on })
const stateOf = ({ base, last, recent, year, pending }: MeterState) => ({ base, last, recent, year, pending })
