import { expect, test } from 'vitest'
import { roomName } from './room-name'

test.each([
  ['3-2-1501', '3栋2单元1501'],
  ['12A-1-0301', '12A栋1单元0301'],
  ['3-0-商铺12', '3栋商铺12'],
  ['商用B座-0-1810', '商用B座1810'],
  ['商用B座-东-1810-1', '商用B座东1810-1'],
  ['一楼大厅', '一楼大厅'],
])('%s is said %s', (code, said) => {
  expect(roomName(code)).toBe(said)
})
