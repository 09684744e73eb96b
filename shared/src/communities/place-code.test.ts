import { expect, it } from 'vitest'
import { codeOfPlace, placeOfCode } from './place-code'

const placeId = '01KAQ00000000000000000001A'

it.each([
  [codeOfPlace(placeId), { placeId }],
  ['linli:place?p=3&s=大堂', { spot: '大堂' }],
  ['linli:place?b=3&s=1%E5%8D%95%E5%85%83%E7%94%B5%E6%A2%AF', { building: '3', spot: '1单元电梯' }],
  ['linli:place?s=地下车库 B 区', { spot: '地下车库 B 区' }],
  ['linli:place?b=3&s=%E5', { building: '3', spot: '%E5' }],
  [' 3栋大堂 ', { spot: '3栋大堂' }],
  ['x'.repeat(90), { spot: 'x'.repeat(40) }],
])('%s', (text, place) => {
  expect(placeOfCode(text)).toEqual(place)
})
