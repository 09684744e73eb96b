import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle, staticBytes, staticSize } from './bundle'

const root = mkdtempSync(join(tmpdir(), 'linli-bundle-'))
const dir = join(root, 'dist/bills')
const weight = 'x'.repeat(50_000)

beforeAll(async () => {
  writeFileSync(join(root, 'heavy.ts'), `export const heavy = '${weight}'`)
  writeFileSync(join(root, 'old.cjs'), "module.exports = require('node:os').EOL.length")
  const entry =
    "import old from './old.cjs'\nexport const handler = async () => old + (await import('./heavy')).heavy.length"
  await bundle({ entry, root, dir })
})
afterAll(() => rmSync(root, { recursive: true }))

test('the bundle runs, CommonJS and lazy parts included', () => {
  const script = `import('${join(dir, 'index.mjs')}').then(async m => console.log(await m.handler()))`
  expect(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout.trim()).toBe('50001')
})

test('a lazy chunk is no part of the static size', () => {
  const files = readdirSync(dir).map(name => statSync(join(dir, name)).size)
  expect(Math.max(...files)).toBeGreaterThan(50_000)
  expect(staticSize(dir)).toBeLessThan(5_000)
})

test('static chunks count, through others and once', () => {
  const link = (path: string, kind: 'import-statement' | 'dynamic-import' = 'import-statement') => ({ path, kind })
  const outputs = {
    'd/index.mjs': { bytes: 1, imports: [link('d/a.mjs'), link('d/b.mjs'), link('d/lazy.mjs', 'dynamic-import')] },
    'd/a.mjs': { bytes: 10, imports: [link('d/b.mjs'), link('node:fs')] },
    'd/b.mjs': { bytes: 100, imports: [link('d/a.mjs')] },
    'd/lazy.mjs': { bytes: 1000, imports: [] },
  }
  expect(staticBytes(outputs)).toBe(111)
})

test('the archive holds what the folder holds, and is the same when nothing changed', async () => {
  const zip = readFileSync(`${dir}.zip`)
  expect(Object.keys(unzipSync(zip)).toSorted()).toEqual(readdirSync(dir).toSorted())
  await bundle({ entry: 'export const handler = 1', root, dir: `${dir}-2` })
  const first = readFileSync(`${dir}-2.zip`)
  await bundle({ entry: 'export const handler = 1', root, dir: `${dir}-2` })
  expect(readFileSync(`${dir}-2.zip`).equals(first)).toBe(true)
})
