import { expect, it } from 'vitest'
import { maskProblemValue } from './mask-value'
import type { ImportProblemCode } from './schema'

const cases: [ImportProblemCode, string, string][] = [
  ['phone_not_mobile', '1390000100', '13******00'],
  ['phone_extra', '13900001001/13900001002', '139****1001/139****1002'],
  ['phone_not_mobile', '138 0013 800', '*** **** ***'],
  ['phone_scientific', '1.38E+10', '*.***+**'],
  ['phone_landline', '010-86200000', '***-86****00'],
  ['contact_without_name', '１３９００００１００１', '139****1001'],
  ['id_checksum', '110101199003070019', '110***********0019'],
  ['id_form', '护照 E12345678', '护照 E1*****78'],
  ['owner_spaces', '张 三 13900001001', '张 三 139****1001'],
  ['area_not_number', '约 90.5', '约 90.5'],
  ['room_form', '3-2-1501', '3-2-1501'],
  ['area_empty', '', ''],
]

it.each(cases)('%s: %s is shown as %s', (code, value, shown) => expect(maskProblemValue({ code, value })).toBe(shown))
