import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { RepairEvent, RepairTimer } from './events'
import { type Facts, guards } from './guards'
import { RepairState } from './schema'
import { columnOf, decide, mayDo, moves, type RepairActor } from './rules'
import { eventNames } from './words'

const now = '2026-11-22T04:00:00.000Z'
const actors: RepairActor[] = [
  'reporter',
  'household',
  'neighbour',
  'dispatcher',
  'manager',
  'assignee',
  'worker',
  'timer',
]
const home: Facts = {
  state: 'submitted',
  kind: 'water',
  emergency: false,
  place: { kind: 'room', roomId: '0'.repeat(26), code: '3-2-1501', building: '3' },
  quotes: [],
}
const line = { part: 'labour' as const, name: '更换角阀', quantity: 1, unit: '次', unitFen: 5_000 }
const quote = (state: 'waiting' | 'agreed' | 'refused') => ({
  quoteId: '1'.repeat(26),
  lines: [line],
  totalFen: 5_000,
  extra: false,
  state,
  at: now,
})
const worker = { skills: ['plumbing' as const], onShift: true }

const anyFacts: fc.Arbitrary<Facts> = fc.record({
  state: fc.constantFrom(...RepairState.options),
  kind: fc.constantFrom('water' as const, 'lift' as const, 'burst_pipe' as const),
  emergency: fc.boolean(),
  place: fc.constantFrom(home.place, { kind: 'public' as const, spot: '大堂' }),
  responsibility: fc.constantFrom(undefined, 'owner' as const, 'warranty' as const),
  quotes: fc.constantFrom([], [quote('waiting')], [quote('agreed')], [quote('agreed'), quote('waiting')]),
  startedAt: fc.constantFrom(undefined, now),
  billId: fc.constantFrom(undefined, '2'.repeat(26)),
})
const anyActors = fc.subarray(actors, { minLength: 1 })
const anyEvent = fc.constantFrom(...RepairEvent.options)

describe('the table', () => {
  it('has a row for every event, with people, states and a word', () => {
    expect(Object.keys(moves).toSorted()).toEqual([...RepairEvent.options].toSorted())
    for (const event of RepairEvent.options) {
      expect([event, moves[event].by.length > 0, moves[event].from.length > 0, eventNames[event] !== '']).toEqual([
        event,
        true,
        true,
        true,
      ])
    }
  })

  it('leads from a report to every state, and from every open state to an end', () => {
    const next = (state: RepairState) =>
      RepairEvent.options.flatMap(event => {
        const { from, to } = moves[event]
        return from.includes(state) && to !== 'same' ? [to] : []
      })
    const reached = new Set<RepairState>(['submitted'])
    for (const state of reached) for (const to of next(state)) reached.add(to)
    expect([...reached].toSorted()).toEqual([...RepairState.options].toSorted())
    for (const state of RepairState.options) {
      const from = new Set<RepairState>([state])
      for (const each of from) for (const to of next(each)) from.add(to)
      expect([state, ['closed', 'cancelled', 'declined'].some(end => from.has(RepairState.parse(end)))]).toEqual([
        state,
        true,
      ])
    }
  })

  it('leaves an ended order as it is, but for a rating and a note of the office', () => {
    for (const state of ['closed', 'cancelled', 'declined'] as const)
      expect(
        RepairEvent.options.filter(event => moves[event].from.includes(state) && moves[event].to !== 'same'),
      ).toEqual([])
  })

  it('stops a clock wherever it could no longer fire', () => {
    const leftRunning = RepairEvent.options.flatMap(event => {
      const { to, from, stops = [], holds = [], starts = [] } = moves[event]
      if (to === 'same') return []
      return RepairTimer.options.filter(timer => {
        const isStill = stops === 'all' || stops.includes(timer) || holds.includes(timer) || event === timer
        const couldRun = starts.includes(timer) || (!isStill && from.some(state => moves[timer].from.includes(state)))
        return couldRun && !moves[timer].from.includes(to)
      })
    })
    expect(leftRunning).toEqual([])
  })
})

test('whatever is not in the table is refused with a sentence', () => {
  fc.assert(
    fc.property(anyEvent, anyActors, anyFacts, (event, who, facts) => {
      const answer = decide(event, who, facts, { now, worker })
      const move = moves[event]
      const inTable = move.by.some(actor => who.includes(actor)) && move.from.includes(facts.state)
      const holds = (move.guards ?? []).every(name => guards[name][0](facts, { now, worker }))
      expect(answer.ok).toBe(inTable && holds)
      if (!answer.ok) expect(answer.why).toMatch(/[\u4e00-\u9fff]{4,}/)
      else expect(answer.to).toBe(move.to === 'same' ? facts.state : move.to)
    }),
    { numRuns: 2_000 },
  )
})

test('no work begins in a home, and none ends anywhere, before it is known who pays; what all share costs nobody', () => {
  fc.assert(
    fc.property(anyFacts, facts => {
      const known =
        facts.place.kind === 'public' ||
        facts.responsibility === 'warranty' ||
        facts.quotes.some(({ state }) => state === 'agreed')
      const start = decide('start', ['assignee'], { ...facts, state: 'assigned' }, { now })
      expect(start.ok).toBe(known || facts.emergency)
      const { startedAt: _unknown, ...rest } = facts
      const finish = decide('finish', ['assignee'], { ...rest, state: 'in_progress' }, { now })
      expect(finish.ok).toBe(known && !facts.quotes.some(({ state }) => state === 'waiting'))
      if (facts.place.kind === 'public')
        expect(decide('quote', ['dispatcher'], { ...facts, state: 'assigned' }, { now }).ok).toBe(false)
    }),
  )
})

test.each([
  [
    'grab',
    ['worker'],
    { state: 'assigned', assignee: { personId: '3'.repeat(26), name: '李强', at: now } },
    '这张单已由李师傅接走',
  ],
  ['grab', ['worker'], { kind: 'lift' }, '这单要的技能您没有登记，请让调度派单'],
  ['accept', ['worker'], {}, '这一步不能由您来做'],
  ['confirm', ['reporter'], {}, '现在是「已收到」，不能确认修好'],
  ['urge', ['household'], { urgedAt: '2026-11-22T03:45:00.000Z' }, '刚催过了，30 分钟后可以再催'],
  ['reopen', ['reporter'], { state: 'confirmed', confirmedAt: '2026-11-15T03:59:00.000Z' }, '过了 7 天，请重新报修'],
  ['quote', ['assignee'], { state: 'in_progress', billId: '2'.repeat(26) }, '这单已经出账，另有收费请另报一单'],
  ['cancel', ['reporter'], { state: 'returned', billId: '2'.repeat(26) }, '这单已经出账，要取消请联系物业'],
  ['cancel', ['reporter'], { state: 'in_progress' }, '现在是「维修中」，不能取消'],
] as const)('%s by %j of %j: %s', (event, who, change, why) => {
  expect(decide(event, who, { ...home, ...change }, { now, worker })).toEqual({ ok: false, why })
})

test('a finish before the start, and anything ahead of time, is refused', () => {
  const working = { ...home, state: 'in_progress' as const, startedAt: now, responsibility: 'fee' as const }
  const at = (moment: string) => decide('finish', ['assignee'], working, { now, at: moment })
  expect(at('2026-11-22T03:59:59.000Z')).toEqual({ ok: false, why: '完成时间早于开始时间，请核对' })
  expect(at('2026-11-22T05:00:00.000Z')).toEqual({ ok: false, why: '时间还没有到，请核对手机的时间' })
  expect(at(now).ok).toBe(true)
})

test('a page offers what would be done, and the board has a place for every state', () => {
  expect(mayDo(['reporter', 'household'], home, { now })).toEqual(['cancel', 'urge', 'add_note', 'add_pictures'])
  expect(RepairState.options.map(columnOf)).not.toContain(undefined)
})
