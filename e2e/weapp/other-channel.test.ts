import { expect, test } from 'vitest'
import { weappOwner } from './build'
import { Bundle } from './bundle'

const forbidden = /支付宝|alipays?:\/\/|alipay\.com|alipay\.trade|tradePay/i

/** The compiler writes Chinese as escapes. */
const plain = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

test('the WeChat build names no other payment app, and leads to none', () => {
  const bundle = new Bundle(weappOwner())
  const said = bundle.files
    .filter(file => /\.(js|wxml|json|wxss)$/.test(file))
    .map(file => ({ file, text: plain(bundle.text(file)) }))
  expect(said.some(({ text }) => text.includes('微信支付'))).toBe(true)
  expect(said.filter(({ text }) => forbidden.test(text)).map(({ file }) => file)).toEqual([])
})
