import { expect, it } from 'vitest'
import { plainText } from './plain-text'

const name = plainText('称呼', 5)
const why = (text: string) => name.safeParse(text).error?.issues[0]?.message

it('takes what is seen, and refuses in a sentence what is too long or hides something', () => {
  expect(name.parse(' 王阿姨 ')).toBe('王阿姨')
  expect(why('')).toBe('请填写称呼')
  expect(why('一二三四五六')).toBe('称呼最多 5 字')
  for (const sign of ['\u200b', '\u202e', '\u2066', '\u00ad', '\u061c', '\u0007', '\t'])
    expect([sign, why(`王${sign}姨`)]).toEqual([sign, '称呼里有看不见的字符，请重新输入'])
  // What phones type as one picture is held together by a sign that hides nothing there; anywhere else it does.
  for (const emoji of ['👨‍👩‍👧', '❤️‍🔥', '👩🏽‍⚕️']) expect(plainText('内容', 20).parse(`早${emoji}`)).toBe(`早${emoji}`)
  expect(why('王\u200d姨')).toBe('称呼里有看不见的字符，请重新输入')
  expect(plainText('内容', 20).parse('第一行\n第二行')).toBe('第一行\n第二行')
})
