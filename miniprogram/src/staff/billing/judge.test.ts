import type { Meter } from '@linli/shared/billing/meter-schema'
import { expect, it } from 'vitest'
import { judge } from './judge'

const meter: Meter = {
  meterId: '01JD00000000000000000000M1',
  communityId: '7KQ2M9',
  roomId: '01JD00000000000000000000R1',
  roomCode: '3-2-1501',
  type: 'cold_water',
  number: 'S1',
  digits: 5,
  base: { value: 120_000, readOn: '2026-10-31' },
  recent: [{ usage: 100_000_000, days: 30 }],
  version: 1,
}
const now = '2026-11-30T16:30:00.000Z'

it.each([
  ['128.5', false, { value: 128_500, said: '用量 8.5', mayRollOver: false }],
  ['99', false, { value: 99_000, problem: expect.stringMatching(/^比上次的 120 小/), mayRollOver: true }],
  ['9.5', true, { value: 9_500, said: expect.any(String), asks: '比平时多三倍以上', mayRollOver: true }],
  ['900', false, { value: 900_000, said: '用量 780', asks: '比平时多三倍以上', mayRollOver: false }],
  ['一百', false, { problem: '请填数字，最多三位小数', mayRollOver: false }],
])('%s is judged as the server will', (text, rolledOver, judged) => {
  expect(judge(meter, text, rolledOver, now)).toEqual(judged)
})

it('the day is the community’s, whatever the phone’s zone', () => {
  const read = { ...meter, base: { value: 120_000, readOn: '2026-12-01' } }
  expect(judge(read, '128.5', false, now).problem).toMatch(/^2026年12月1日已经抄过/)
})
