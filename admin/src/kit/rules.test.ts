import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { decimal, filled, fits } from './rules'

async function answerOf(rule: unknown, value: unknown): Promise<string> {
  const { validator } = z.object({ validator: z.custom<(rule: object, value: unknown) => Promise<void>>() }).parse(rule)
  return validator({}, value).then(
    () => 'fine',
    (error: Error) => error.message,
  )
}

describe('a decimal field', () => {
  it.each([
    ['89.55', 'fine'],
    ['８９．５５', 'fine'],
    ['', 'fine'],
    ['89.555', '写错了'],
    ['-1', '写错了'],
    ['abc', '写错了'],
  ])('takes %s: %s', async (text, answer) => expect(await answerOf(decimal(100, '写错了'), text)).toBe(answer))
})

describe('a field of the contract', () => {
  const phone = fits(z.string().regex(/^1\d{10}$/, '手机号要 11 位数字'))
  it('may stay empty', async () => expect(await answerOf(phone, '')).toBe('fine'))
  it("says the schema's own sentence", async () => expect(await answerOf(phone, '123')).toBe('手机号要 11 位数字'))
})

it('sends nothing for a blank field', () => {
  expect([filled('  '), filled(undefined), filled(' 王 ')]).toEqual([undefined, undefined, '王'])
})
