import { expect, it } from 'vitest'
import { KnownPlaces } from './place-known'
import { suggestPlaces } from './place-suggest'

const known = new KnownPlaces([
  '3-2-1501',
  '3-2-1502',
  '3-1-501',
  '12-1-301',
  'B-0-1810',
  'A-0-1810',
  'S-0-12',
  '3A-1-777',
])
const best = (name: Parameters<typeof suggestPlaces>[0]) => suggestPlaces(name, known)[0]

it.each([
  ['3-2-15O1', '3-2-1501'],
  ['3-2-15011', '3-2-1501'],
  ['3-2-1051', '3-2-1501'],
  ['2-3-1501', '3-2-1501'],
  ['2单元3栋1501', '3-2-1501'],
  ['东区3栋2单元1501', '3-2-1501'],
  ['3-1501', '3-2-1501'],
  ['商用-B座1810', 'B-0-1810'],
  ['B1810', 'B-0-1810'],
  ['3-1-777', '3A-1-777'],
])('%s is near %s', (name, code) => expect(best(name)?.code).toBe(code))

it('the nearer, the higher; at most three; nothing for a word', () => {
  const scores = suggestPlaces('3-2-1500', known).map(({ score }) => score)
  expect(scores.length).toBeLessThanOrEqual(3)
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  expect(best('3-2-15O1')?.score).toBeGreaterThan(best('3-2-1511')?.score ?? 0)
  expect(best('东区3栋2单元1501')?.score).toBeLessThan(100)
  expect(suggestPlaces('一楼大厅', known)).toEqual([])
  expect(suggestPlaces({ building: '', unit: '', room: '' }, known)).toEqual([])
})
