import type { Meter } from '@linli/shared/billing/meter-schema'
import { describe, expect, it } from 'vitest'
import { judge, pasted } from './reading-draft'

const id = '0'.repeat(26)
const meter: Meter = {
  meterId: id,
  communityId: '000000',
  roomId: id,
  roomCode: '1-1-101',
  type: 'power',
  number: 'D',
  version: 1,
  digits: 5,
  reading: 99_000_000,
  readOn: '2026-10-31',
}
const say = (text: string, over = false) => judge(meter, { text, over }, '2026-11-30')

describe('a typed reading', () => {
  it('says its usage, or what is wrong with it, before it is sent', () => {
    expect(say('')).toEqual({})
    expect(say('９９１２.5 度')).toMatchObject({ problem: '请填数字，最多三位小数' })
    expect(say('99012.5')).toMatchObject({ value: 99_012_500, usage: '12.5' })
    expect(say('12')).toMatchObject({ problem: expect.stringMatching(/比上次的 99000 小/), mayRollOver: true })
    expect(say('12', true)).toMatchObject({ value: 12_000, usage: '1012' })
  })

  it('that is odd says so', () => {
    const used = { ...meter, recent: [{ usage: 100_000_000, days: 30 }] }
    expect(judge(used, { text: '99100', over: false }, '2026-11-30').note).toMatch(/待复核/)
  })
})

it('a pasted column is one reading a line, of its first cell', () => {
  expect(pasted('12\r\n13\tx\r\n\r\n15\r\n')).toEqual(['12', '13', '', '15'])
})
