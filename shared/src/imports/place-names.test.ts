import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PlaceResolver } from './place-names'
import type { PlaceName } from './place-reader'
import type { PlaceRule } from './settings'

const knownRooms =
  'B-0-1810 B-0-2511 B-0-2512 B-0-2513 B-0-2515 A-0-101 A-0-102 S-0-12 3-1-101 3-2-101 3-2-1501 5-0-12'.split(' ')
const rule = (ruleId: string, kind: PlaceRule['kind'], from: string, to = ''): PlaceRule => ({ ruleId, kind, from, to })

const read = (name: PlaceName, rules: PlaceRule[] = [], mustExist = true, rooms = knownRooms) => {
  const reading = new PlaceResolver({ rules, knownRooms: rooms }).resolve(name, { mustExist })
  if (reading.kind === 'refused') return reading.reason
  return reading.kind === 'rooms' ? reading.rooms.map(({ code }) => code).join(' ') : 'not_a_room'
}

describe('without rules', () => {
  it.each([
    ['3-2-1501', '3-2-1501'],
    ['3号楼1501', '3-2-1501'],
    ['3#1501', '3-2-1501'],
    ['B座1810', 'B-0-1810'],
    ['B座B1810', 'B-0-1810'],
    ['B座2511-2513', 'B-0-2511 B-0-2512 B-0-2513'],
    ['B座B2511-2513', 'B-0-2511 B-0-2512 B-0-2513'],
    ['5号楼商铺12', '5-0-12'],
    ['3号楼101', 'place_unit_missing'],
    ['3-0-1501', 'place_unknown'],
    ['3-2-1502', 'place_unknown'],
    ['B座2512-2515', 'place_range_gap'],
    ['商用-B座1810', 'room_words'],
  ])('%s is %s where rooms must exist', (name, wanted) => expect(read(name)).toBe(wanted))

  it('a new room needs no known one, and its unit is not guessed from others', () => {
    expect(read('3号楼1501', [], false)).toBe('3-0-1501')
    expect(read('9-1-101', [], false)).toBe('9-1-101')
    expect(read('9-1-101', [], true, [])).toBe('place_no_rooms')
  })
})

describe('rules', () => {
  const use = rule('r1', 'prefix', '商用-')
  it.each<[PlaceName, PlaceRule, string]>([
    ['商用-B座1810', use, 'B-0-1810'],
    ['商用－Ｂ座 １８１０', use, 'B-0-1810'],
    ['商用B座1810', use, 'B-0-1810'],
    ['商用-B座2511-2513', use, 'B-0-2511 B-0-2512 B-0-2513'],
    ['商用-B座2511 2513', use, 'room_range'],
    ['商用-B座1811', use, 'place_unknown'],
    ['商铺12', rule('r1', 'prefix', '商铺', 'S-0-'), 'S-0-12'],
    ['A座1F-02', rule('r1', 'pattern', '{a}座{n}F-{n}', '{1}-0-{2}{3}'), 'A-0-102'],
    ['03021501', rule('r1', 'pattern', '{nn}{nn}{nnnn}', '{1}-{2}-{3}'), '3-2-1501'],
    ['2单元3栋1501', rule('r1', 'pattern', '{n}单元{n}栋{n}', '{2}-{1}-{3}'), '3-2-1501'],
    ['商业楼1810', rule('r1', 'building', '商业楼', 'B'), 'B-0-1810'],
    ['15-2-1501', rule('r1', 'building', '15', '3'), '3-2-1501'],
    ['150-2-1501', rule('r1', 'building', '15', '3'), 'place_unknown'],
    ['A座101', rule('r1', 'prefix', 'A'), 'A-0-101'],
    [{ building: '5', unit: '', room: '商铺12' }, rule('r1', 'prefix', '商铺'), '5-0-12'],
    [{ building: '商用-B座', unit: '', room: '1810' }, use, 'B-0-1810'],
    [{ building: '商业楼', unit: '', room: '2511-2512' }, rule('r1', 'building', '商业楼', 'B'), 'B-0-2511 B-0-2512'],
    ['王记五金', rule('r1', 'alias', '王记五金', 'S-0-12、5-0-12'), 'S-0-12 5-0-12'],
    ['B座一楼大厅', rule('r1', 'not_a_room', '{x}大厅{x}'), 'not_a_room'],
  ])('%j by %j', (name, one, wanted) => expect(read(name, [one])).toBe(wanted))

  it('rules that explain a name differently are both left aside, and say so', () => {
    const rules = [rule('r1', 'prefix', '商铺', 'S-0-'), rule('r2', 'pattern', '商铺{n}', '5-0-{1}')]
    const resolver = new PlaceResolver({ rules, knownRooms })
    expect(resolver.resolve('商铺12', { mustExist: true })).toEqual({
      kind: 'refused',
      reason: 'place_conflict',
      ruleIds: ['r1', 'r2'],
    })
    expect(resolver.report().rules.map(({ rows, conflicts }) => [rows, conflicts])).toEqual([
      [0, 1],
      [0, 1],
    ])
  })

  it('a rule about one whole name goes before rules about many', () => {
    const rules = [rule('r1', 'not_a_room', '{x}大厅{x}'), rule('r2', 'alias', 'B座一楼大厅', 'B-0-1810')]
    expect(read('B座一楼大厅', rules)).toBe('B-0-1810')
    expect(read('A座一楼大厅', rules)).toBe('not_a_room')
  })

  it('a clerk sees each rule at work, and where it takes a name from another known room', () => {
    const rules = [use, rule('r2', 'building', 'B', 'A'), rule('r3', 'prefix', '民用-')]
    const resolver = new PlaceResolver({ rules, knownRooms: [...knownRooms, 'A-0-1810'] })
    for (const name of ['商用-B座1810', '商用-B座1810', 'B座1810']) resolver.resolve(name, { mustExist: true })
    const report = resolver.report()
    expect(report.rules).toEqual([
      {
        ruleId: 'r1',
        rows: 2,
        examples: [{ name: '商用-B座1810', meaning: 'B-0-1810' }],
        overrides: 0,
        missed: 0,
        conflicts: 0,
      },
      {
        ruleId: 'r2',
        rows: 1,
        examples: [{ name: 'B座1810', meaning: 'A-0-1810' }],
        overrides: 1,
        missed: 0,
        conflicts: 0,
      },
      { ruleId: 'r3', rows: 0, examples: [], overrides: 0, missed: 0, conflicts: 0 },
    ])
    expect([report.matchedRows, report.refusedRows]).toEqual([3, 0])
  })
})

const anyRule = fc.record({
  kind: fc.constantFrom<PlaceRule['kind']>('prefix', 'building', 'pattern', 'alias', 'not_a_room'),
  from: fc.constantFrom('商用-', '商用', '商铺', 'B', 'B座', '{a}座{n}', '商用-{a}座{n}', '{x}座{x}', 'B座1810', '3'),
  to: fc.constantFrom('', 'B-0-', 'B', '{1}-0-{2}', '{2}-0-{1}', 'S-0-12', 'A-0-101、A-0-102'),
})
const anyName = fc.constantFrom(
  '商用-B座1810',
  'B座1810',
  '商铺12',
  '3-2-1501',
  '3号楼1501',
  '商用-A座101',
  'A座102',
  '大厅',
)

describe('properties', () => {
  it('the order of the rules changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), anyName, fc.infiniteStream(fc.nat()), (kinds, name, chance) => {
        const rules = kinds.map((one, nth) => ({ ruleId: `r${nth}`, ...one }))
        const shuffled = rules.map(one => ({ one, at: chance.next().value })).sort((a, b) => a.at - b.at)
        const resolve = (list: PlaceRule[]) =>
          new PlaceResolver({ rules: list, knownRooms }).resolve(name, { mustExist: true })
        expect(resolve(shuffled.map(({ one }) => one))).toEqual(resolve(rules))
      }),
      { numRuns: 500 },
    )
  })

  it('every spelling of a room is that room, by a rule as without', () => {
    const wide = (text: string) => text.replace(/[0-9A-Z-]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    const spellings = (b: number, u: number, r: number) => {
      const half = [`${b}-${u}-${r}`, `${b}#${u}-${r}`, `${b}栋${u}单元${r}`, `${b}号楼 ${u}单元 ${r}室`]
      return half.concat(`${b}—${u}—${r}`, wide(`${b}-${u}-${r}`))
    }
    const parts = fc.tuple(
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 101, max: 3299 }),
    )
    fc.assert(
      fc.property(parts, ([b, u, r]) => {
        const code = `${b}-${u}-${r}`
        const rules = [rule('r1', 'prefix', '住宅-')]
        for (const spelling of spellings(b, u, r)) {
          expect(read(spelling, rules, true, [code])).toBe(code)
          expect(read(`住宅-${spelling}`, rules, true, [code])).toBe(code)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('where rooms must exist, no rule and no spelling leads to another', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 4 }), anyName, (kinds, name) => {
        const rules = kinds.map((one, nth) => ({ ruleId: `r${nth}`, ...one }))
        const reading = new PlaceResolver({ rules, knownRooms }).resolve(name, { mustExist: true })
        if (reading.kind === 'rooms') for (const { code } of reading.rooms) expect(knownRooms.includes(code)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
