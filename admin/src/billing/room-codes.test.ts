import { expect, it } from 'vitest'
import { codesIn } from './room-codes'

it('reads codes however they are separated and spelled, each once', () => {
  expect(codesIn('3-2-1501, 3栋2单元1502\n3-2-1501；商铺')).toEqual(['3-2-1501', '3-2-1502', '商铺'])
  expect(codesIn('  ')).toEqual([])
})
