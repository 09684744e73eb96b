import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'acorn'
import { expect, test } from 'vitest'
import { alipayOwner, weappOwner, weappStaff } from './build'

test.each([weappOwner(), weappStaff(), alipayOwner()])('%s: no script of newer syntax than ES2018', folder => {
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.js'))
  expect(scripts).toContain('vendors.js')
  expect(scripts.filter(file => !isRead(readFileSync(path.join(folder, file), 'utf8')))).toEqual([])
})

function isRead(script: string): boolean {
  try {
    return parse(script, { ecmaVersion: 2018, sourceType: 'script' }).type === 'Program'
  } catch {
    return false
  }
}
