import { expect, it } from 'vitest'
import { buildingBeginning } from './building-beginning'

it.each([
  ['3', '3'],
  [' 03栋', '3'],
  ['１２号楼', '12'],
  ['a', 'A'],
  ['A座', 'A'],
  ['b3#', 'B3'],
  ['楼', ''],
  ['0', '0'],
  ['', ''],
])('reads %j as the beginning %j', (text, beginning) => {
  expect(buildingBeginning(text)).toBe(beginning)
})
