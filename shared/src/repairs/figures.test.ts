import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Instant } from '../time'
import { addCounter, type Counted, countersOf, emptyHeap, figuresOf } from './figures'
import { binOf, quantile } from './histogram'
import { freshTally, type Tally, tallyAfter } from './tally'

const id = (n: number) => String(n).padStart(26, '0')
const order: Counted = {
  repairId: id(1),
  number: 'BX261105-00000',
  communityId: '000000',
  kind: 'water',
  emergency: false,
  place: { kind: 'room', roomId: id(2), code: '3-2-1501', building: '3' },
  text: '坏了',
  source: 'phone',
  state: 'confirmed',
  reportedAt: '2026-11-30T15:30:00.000Z',
  respondBy: '2026-11-30T16:30:00.000Z',
  finishBy: '2026-12-01T15:30:00.000Z',
  quotes: [],
  urges: 0,
  reopened: 0,
  followers: 0,
  pictures: [],
  version: 1,
}
const tally: Tally = {
  ...freshTally,
  responded: { min: 30, late: false },
  finishes: [{ personId: id(3), at: '2026-11-30T17:00:00.000Z', min: 90, late: false }],
}

it('an order stands in the month of its report by the Beijing calendar, its worker’s in the month of the finish', () => {
  const counters = countersOf({ ...order, tally, rating: { stars: 4, at: order.reportedAt } })
  expect(counters).toMatchObject({
    'kind#2026-11|water|all': 1,
    'kind#2026-11|water|fixedAtOnce': 1,
    'kind#2026-11|water|stars': 4,
    'building#2026-11|3|finished': 1,
    [`person#2026-12|${id(3)}|finished`]: 1,
    [`person#2026-12|${id(3)}|stars`]: 4,
  })
  expect(Object.keys(counters).filter(name => /\|[rf]\d+$/.test(name))).toHaveLength(2)
})

it('what all share is counted at its registered place; a home, and what was only written in words, at none', () => {
  const at = { kind: 'public' as const, building: '3', spot: 'B1 东侧电梯' }
  expect(countersOf({ ...order, place: { ...at, placeId: id(9) } })).toMatchObject({
    [`place#2026-11|${id(9)}|all`]: 1,
  })
  for (const place of [order.place, at])
    expect(Object.keys(countersOf({ ...order, place })).filter(name => name.startsWith('place#'))).toEqual([])
})

it('what was opened again counts against whoever had finished it, and is nobody’s first-time fix', () => {
  const again = { personId: id(4), at: '2026-12-05T02:00:00.000Z', min: 6_000, late: true }
  const counters = countersOf({ ...order, reopened: 1, tally: { ...tally, finishes: [...tally.finishes, again] } })
  expect(counters[`person#2026-12|${id(3)}|reopened`]).toBe(1)
  expect(counters[`person#2026-12|${id(4)}|reopened`]).toBeUndefined()
  expect(counters[`person#2026-12|${id(4)}|finishedLate`]).toBe(1)
  expect(counters['kind#2026-11|water|reopened']).toBe(1)
  expect(Object.keys(counters).filter(name => name.includes('fixedAtOnce'))).toEqual([])
})

it('materials keep their names, whatever stands in them; what nobody entered costs nothing', () => {
  const work = { minutes: 30, materials: [{ name: '角|阀', unit: '个', quantity: 2, costFen: 1_250 }] }
  const counters = countersOf({
    ...order,
    work,
    responsibility: 'fund',
    costs: { labourFen: 5_000, materialFen: 2_500, outsideFen: 0 },
  })
  expect(counters).toMatchObject({
    'material#2026-11|角|阀|个|quantity': 2,
    'material#2026-11|角|阀|个|costFen': 2_500,
    'cost#2026-11|fund|orders': 1,
    'cost#2026-11|fund|labourFen': 5_000,
  })
  expect(Object.keys(countersOf(order)).filter(name => name.startsWith('cost'))).toEqual([])
})

it('a tally keeps the first answer, takes off pauses, and runs from the chosen time', () => {
  const at = (time: string): Instant => `2026-12-01T${time}:00.000Z`
  const given = tallyAfter(freshTally, order, 'assign', at('02:00'))
  expect(given.responded).toEqual({ min: 630, late: true })
  expect(tallyAfter(given, order, 'grab', at('09:00')).responded).toEqual(given.responded)
  const paused = tallyAfter(given, { ...order, state: 'in_progress' }, 'pause', at('03:00'))
  const back = tallyAfter(paused, { ...order, state: 'paused', pausedAt: at('03:00') }, 'resume', at('05:00'))
  expect([back.pauses, back.stoodMin]).toEqual([1, 120])
  const assignee = { personId: id(3), name: '李强', at: at('02:00') }
  const wish = { date: '2026-12-01', part: 'morning' as const }
  const done = tallyAfter(back, { ...order, state: 'in_progress', assignee, wish }, 'finish', at('06:00'))
  expect(done.finishes).toEqual([{ personId: id(3), at: at('06:00'), min: 240, late: false }])
})

it('quantiles out of bins are right to a twelfth, and to a minute where they are small', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 129_599 }), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(0.5, 0.9),
      (minutes, part) => {
        const bins = new Map<number, number>()
        for (const each of minutes) bins.set(binOf(each), (bins.get(binOf(each)) ?? 0) + 1)
        const exact = minutes.toSorted((a, b) => a - b)[Math.ceil(minutes.length * part) - 1] ?? 0
        expect(Math.abs((quantile(bins, part) ?? -1) - exact)).toBeLessThanOrEqual(Math.max(1, exact / 12))
      },
    ),
  )
  expect(quantile(new Map(), 0.5)).toBeUndefined()
})

it('adds up what it reads, and has no rate of nothing', () => {
  const heap = emptyHeap()
  for (const [name, value] of [
    ['finished', 8],
    ['finishedLate', 2],
    ['rated', 3],
    ['stars', 13],
    ['f0', 1],
    ['unknown', 9],
  ] as const)
    addCounter(heap, name, value)
  expect(figuresOf(heap)).toMatchObject({ finishedInTimeBp: 7_500, stars10: 43, finishP50: 0 })
  expect(figuresOf(emptyHeap()).reopenedBp).toBeUndefined()
})
