import { expect, it } from 'vitest'
import { meterCodeText, placeCodeText, readCode, roomCodeText } from './scanned-code'

const [communityId, roomId, meterId] = ['7KQ2M9', '01JD00000000000000000000R1', '01JD00000000000000000000M1']

it.each([
  ['linli:place?b=3&s=1%E5%8D%95%E5%85%83', { kind: 'place', building: '3', spot: '1单元' }],
  [`linli:place?p=${meterId}`, { kind: 'place', placeId: meterId }],
  ['linli:place?c=7KQ2M9&s=%E5', { kind: 'place', communityId, spot: '%E5' }],
  [placeCodeText({ communityId, placeId: roomId }), { kind: 'place', communityId, placeId: roomId }],
  ['linli:place?p=3&s=大堂', { kind: 'place', spot: '大堂' }],
  [`linli:place?s=${'x'.repeat(90)}`, { kind: 'place', spot: 'x'.repeat(40) }],
  [roomCodeText({ communityId, roomId }), { kind: 'room', communityId, roomId }],
  [meterCodeText({ communityId, roomId, meterId }), { kind: 'meter', communityId, roomId, meterId }],
  ['linli:meter?c=7KQ2M9&r=1', undefined],
  ['https://example.com/linli:room?r=1', undefined],
  ['', undefined],
])('%s', (text, code) => {
  expect(readCode(text)).toEqual(code)
})
