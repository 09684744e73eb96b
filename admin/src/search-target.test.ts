import { expect, it } from 'vitest'
import { searchTarget } from './search-target'

it.each([
  ['3-2-1501', { kind: 'room', code: '3-2-1501' }],
  ['3栋2单元1501', { kind: 'room', code: '3-2-1501' }],
  ['３－２－１５０１', { kind: 'room', code: '3-2-1501' }],
  ['3-2-', { kind: 'rooms', prefix: '3-2-' }],
  ['1501', { kind: 'rooms', prefix: '1501' }],
  ['138 0013 8000', { kind: 'phone', phone: '13800138000' }],
  ['13800138000', { kind: 'phone', phone: '13800138000' }],
  ['ABC12301JD8QF5C3P4V7K9M2X6Z0W1YH', { kind: 'order', orderId: 'ABC12301JD8QF5C3P4V7K9M2X6Z0W1YH' }],
  ['2026-000123', { kind: 'number', number: '2026000123' }],
  ['4200 0012 3420 2611 2212 3456 7890', { kind: 'number', number: '4200001234202611221234567890' }],
  ['bx261123-7kq2m', { kind: 'repair', number: 'BX261123-7KQ2M' }],
  ['TS261123 7kq2m', { kind: 'complaint', number: 'TS261123-7KQ2M' }],
  ['王小明', { kind: 'name', name: '王小明' }],
  ['   ', undefined],
])('reads %s', (text, target) => expect(searchTarget(text)).toEqual(target))
