import { expect, test } from 'vitest'
import { PlaceResolver } from './place-names'
import type { PlaceProposal } from './place-report'

const floors = [5, 6, 7, 8, 9, 10, 11, 12]
const doors = ['01', '02', '03', '04', '05']
const numbers = floors.flatMap(floor => doors.map(door => `${floor}${door}`))
const rooms = (head: string) => numbers.map(number => `${head}-${number}`)

function proposals(names: readonly string[], knownRooms: readonly string[], mustExist = true): PlaceProposal[] {
  const resolver = new PlaceResolver({ rules: [], knownRooms })
  for (const name of names) resolver.resolve(name, { mustExist })
  const found = resolver.report().groups.flatMap(({ proposal }) => proposal ?? [])
  return [...new Map(found.map(one => [JSON.stringify(one.rule), one])).values()]
}
const shown = (found: PlaceProposal[]) =>
  found.map(({ rule, doubt }) => `${rule.kind} ${rule.from}>${rule.to}${doubt === undefined ? '' : ' ?'}`)

test('a word of use is left out: one rule for all its shapes, with its rows and examples', () => {
  const names = [...numbers.map(number => `商用-B座${number}`), '商用-B座501-503', '商用-B座B601']
  const [found, ...others] = proposals(names, rooms('B-0'))
  expect(others).toEqual([])
  expect(found).toMatchObject({
    rule: { kind: 'prefix', from: '商用-', to: '' },
    sentence: '名称开头的“商用-”去掉后再认房号',
    rows: names.length,
  })
  expect(found?.doubt).toBeUndefined()
  expect(found?.examples[0]).toEqual({ name: '商用-B座501', meaning: 'B-0-501' })
})

test('a word that may mean another estate, or that would give rooms twice, asks for a look', () => {
  expect(
    shown(
      proposals(
        numbers.map(number => `二期3-2-${number}`),
        rooms('3-2'),
      ),
    ),
  ).toEqual(['prefix 二期> ?'])
  const twice = numbers.flatMap(number => [`3-2-${number}`, `锦绣3-2-${number}`])
  expect(shown(proposals(twice, rooms('3-2')))).toEqual(['prefix 锦绣> ?'])
  const half = numbers.map(number => `商用-B座${number}`)
  expect(shown(proposals(half, rooms('B-0').slice(0, 20)))).toEqual(['prefix 商用-> ?'])
})

test('a building is learned from its numbers where only one has them, never where two have', () => {
  const names = numbers.map(number => `C座${number}`)
  expect(shown(proposals(names, [...rooms('8-0'), '9-0-501', '9-0-101']))).toEqual(['building C>8'])
  expect(proposals(names, [...rooms('8-0'), ...rooms('9-0')])).toEqual([])
  const taken = [...names, ...numbers.map(number => `9-${number}`)]
  expect(shown(proposals(taken, [...rooms('8-0'), ...rooms('9-0')]))).toEqual(['building C>8 ?'])
})

test('floors and shops become a pattern only where nearly every name finds its room', () => {
  const arcade = ['01', '02', '03', '04', '05', '06']
  const names = ['1', '2'].flatMap(floor => arcade.map(door => `A座${floor}F-${door}`))
  const known = ['1', '2'].flatMap(floor => arcade.map(door => `A-0-${floor}${door}`))
  expect(shown(proposals(names, known))).toEqual(['pattern {a}座{n}F-{n}>{1}-0-{2}{3}'])
  expect(proposals(names, known.slice(0, 6))).toEqual([])
  const shops = known.map(code => code.replace('A-0-', 'A-0-S'))
  expect(shown(proposals(names, shops))).toEqual(['pattern {a}座{n}F-{n}>{1}-0-S{2}{3}'])
  expect(proposals(names, [...known, ...shops])).toEqual([])
})

test('in columns, the word may stand in the cell of the building or of the room', () => {
  const read = (cells: { building: string; room: string }) => {
    const resolver = new PlaceResolver({ rules: [], knownRooms: ['5-0-12', '5-0-13', '5-0-14'] })
    for (const number of ['12', '13', '14'])
      resolver.resolve({ building: cells.building, unit: '', room: `${cells.room}${number}` }, { mustExist: true })
    return resolver.report().groups.map(({ proposal }) => proposal?.rule)
  }
  expect(read({ building: '5', room: '商铺' })).toEqual([{ kind: 'prefix', from: '商铺', to: '' }])
  expect(read({ building: '商业5栋', room: '' })).toEqual([{ kind: 'building', from: '商业5栋', to: '5' }])
})

test('common places are no rooms; a word that nobody knows gets no rule', () => {
  expect(shown(proposals(['B座一楼大厅', '一楼大厅', '每一天便利店'], rooms('B-0')))).toEqual([
    'not_a_room {x}大厅{x}>',
  ])
})

test('no rule is proposed that would change a name already understood', () => {
  const names = ['A座大厅501', '3号楼大厅']
  const resolver = new PlaceResolver({
    rules: [{ ruleId: 'r1', kind: 'alias', from: 'A座大厅501', to: 'A-0-501' }],
    knownRooms: ['A-0-501'],
  })
  for (const name of names) resolver.resolve(name, { mustExist: true })
  expect(resolver.report().groups.map(({ proposal }) => proposal)).toEqual([undefined])
})

test('without rooms to hold it against, a rule asks for a look', () => {
  expect(
    shown(
      proposals(
        numbers.map(number => `商用-B座${number}`),
        [],
        false,
      ),
    ),
  ).toEqual(['prefix 商用-> ?'])
})
