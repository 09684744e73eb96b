import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { weappOwner } from './build'

const forbidden = /支付宝|alipays?:\/\/|alipay\.com|alipay\.trade|tradePay/i

/** The compiler writes Chinese as escapes. */
const plain = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

test('the WeChat build names no other payment app, and leads to none', () => {
  const folder = weappOwner()
  const said = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(js|wxml|json|wxss)$/.test(file))
    .map(file => ({ file, text: plain(readFileSync(path.join(folder, file), 'utf8')) }))
  expect(said.some(({ text }) => text.includes('微信支付'))).toBe(true)
  expect(said.filter(({ text }) => forbidden.test(text)).map(({ file }) => file)).toEqual([])
})
