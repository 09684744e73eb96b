import type { ItemTotal } from '@linli/shared/imports/reading'
import { expect, it } from 'vitest'
import { itemSums } from './item-sums'

const total = (building: string, name: string, amountFen: number, count = 1): ItemTotal => ({
  kind: 'arrears',
  name,
  building,
  count,
  amountFen,
})

it('adds the buildings up item by item, or shows one building alone', () => {
  const totals = [
    total('1', '物业费', 100, 2),
    total('1', '垃圾费', 7),
    total('2', '物业费', 50),
    { ...total('2', '物业费', 9), kind: 'deposit' as const },
  ]
  expect(itemSums(totals, undefined).map(({ kind, name, count, amountFen }) => [kind, name, count, amountFen])).toEqual(
    [
      ['arrears', '物业费', 3, 150],
      ['arrears', '垃圾费', 1, 7],
      ['deposit', '物业费', 1, 9],
    ],
  )
  expect(itemSums(totals, '2').map(({ amountFen }) => amountFen)).toEqual([50, 9])
})
