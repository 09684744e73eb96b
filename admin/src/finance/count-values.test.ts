import type { TillDay } from '@linli/shared/finance/till-schema'
import { expect, test } from 'vitest'
import { countOf, resultOf } from './count-values'

const day: TillDay = {
  communityId: 'AAAAAA',
  cashierId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  cashierName: '李会计',
  date: '2026-11-22',
  state: 'open',
  sums: { 'cash#collected': 20_585, 'pos#collected': 8_000 },
  counts: { cash: 1, pos: 1 },
}

test('notes and coins stand in for the sum; slips count when number and sum are typed', () => {
  expect(countOf({ pieces: { '10000': '2', '500': '1', '50': '1' }, cash: '9' })).toEqual({
    cashFen: 20_550,
    floatFen: 0,
    slips: {},
    pieces: { '10000': 2, '500': 1, '50': 1 },
  })
  expect(
    countOf({ cash: '205.85', float: '100', slips: { pos: { count: '1', sum: '80' }, cheque: { count: '1' } } }),
  ).toEqual({
    cashFen: 20_585,
    floatFen: 10_000,
    slips: { pos: { count: 1, amountFen: 8_000 } },
  })
})

test('nothing is said before the cash is counted; then what is short and which slips are wrong', () => {
  expect(resultOf(day, {})).toBeUndefined()
  expect(resultOf(day, { cash: '2x' })).toBeUndefined()
  expect(resultOf(day, { cash: '200' })).toMatchObject({ differenceFen: -585, slips: ['pos'] })
  expect(resultOf(day, { cash: '205.85', slips: { pos: { count: '1', sum: '80' } } })).toMatchObject({
    differenceFen: 0,
    slips: [],
  })
})
