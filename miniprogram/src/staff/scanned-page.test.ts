import { meterCodeText, placeCodeText, roomCodeText } from '@linli/shared/scanned-code'
import { expect, it } from 'vitest'
import { scannedPage } from './scanned-page'

const communityId = '7KQ2M9'
const [roomId, meterId] = ['01JD00000000000000000000R1', '01JD00000000000000000000M1']

it.each([
  [meterCodeText({ communityId, roomId, meterId }), `/billing/meter/index?roomId=${roomId}&meterId=${meterId}`],
  [roomCodeText({ communityId, roomId }), `/repairs/here/index?roomId=${roomId}`],
  [placeCodeText({ communityId, placeId: roomId }), `/repairs/here/index?placeId=${roomId}`],
  ['linli:place?b=3&s=大堂', '/repairs/here/index?building=3&spot=%E5%A4%A7%E5%A0%82'],
  [roomCodeText({ communityId: '7KQ2M8', roomId }), '/repairs/here/index'],
  ['https://u.wechat.com/abc', '/repairs/here/index'],
])('%s leads to %s', (text, page) => {
  expect(scannedPage(text, communityId)).toBe(page)
})
