import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { hashOfSources, isBuiltFrom, stampBuild } from './stamp'

const folder = () => {
  const at = mkdtempSync(path.join(tmpdir(), 'linli-stamp-'))
  mkdirSync(path.join(at, 'src/deep'), { recursive: true })
  writeFileSync(path.join(at, 'src/deep/a.ts'), 'one')
  return at
}

test('a build counts until a source, a name or a setting changes', () => {
  const at = folder()
  const src = path.join(at, 'src')
  const hash = hashOfSources([src], 'setting')
  stampBuild(path.join(at, 'out'), hash)
  expect(isBuiltFrom(path.join(at, 'out'), hashOfSources([src], 'setting'))).toBe(true)
  expect(isBuiltFrom(path.join(at, 'out'), hashOfSources([src], 'other'))).toBe(false)
  writeFileSync(path.join(src, 'deep/a.ts'), 'two')
  expect(isBuiltFrom(path.join(at, 'out'), hashOfSources([src], 'setting'))).toBe(false)
  writeFileSync(path.join(src, 'deep/a.ts'), 'one')
  writeFileSync(path.join(src, 'deep/b.ts'), '')
  expect(isBuiltFrom(path.join(at, 'out'), hashOfSources([src], 'setting'))).toBe(false)
})

test('tests and what the build leaves behind are no sources', () => {
  const at = folder()
  const before = hashOfSources([at])
  writeFileSync(path.join(at, 'src/a.test.ts'), 'x')
  mkdirSync(path.join(at, 'dist'))
  writeFileSync(path.join(at, 'dist/app.js'), 'x')
  expect(hashOfSources([at])).toBe(before)
})
