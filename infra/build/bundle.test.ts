import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sentenceOf, statusOf } from '@linli/shared/errors'
import { bundle, staticSize } from './bundle'

const folder = mkdtempSync(join(tmpdir(), 'linli-bundle-'))
const dir = join(folder, 'bills')

beforeAll(async () => {
  writeFileSync(join(folder, 'heavy.ts'), `export const heavy = '${'x'.repeat(50_000)}'`)
  writeFileSync(join(folder, 'old.cjs'), "module.exports = require('node:os').EOL.length")
  const [old, heavy] = [join(folder, 'old.cjs'), join(folder, 'heavy')]
  const source = `import old from '${old}'\nexport const handler = async () => old + (await import('${heavy}')).heavy.length`
  await bundle(source, dir)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What a bundle prints when Node runs `script` with its exports as `m`. */
function run(bundled: string, script: string): string {
  const text = `import('${join(bundled, 'index.mjs')}').then(async m => { ${script} })`
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', text], { encoding: 'utf8', cwd: folder })
  return stdout.trim() || stderr
}

test('the bundle runs, CommonJS and lazy parts included', () => {
  expect(run(dir, 'console.log(await m.handler())')).toBe('50001')
})

test('a lazy chunk is no part of the static size', () => {
  const sizes = readdirSync(dir).map(name => statSync(join(dir, name)).size)
  expect(Math.max(...sizes)).toBeGreaterThan(50_000)
  expect(staticSize(dir)).toBeLessThan(5_000)
})

test('what only dropped code would load is not packed', async () => {
  const lean = join(folder, 'lean')
  writeFileSync(join(folder, 'both.ts'), "export const used = 1\nexport const unused = () => import('./heavy')")
  await bundle(`export { used } from '${join(folder, 'both')}'`, lean)
  expect(readdirSync(lean)).toEqual(['index.mjs'])
})

test('what loads at the start is one file, and a lazy chunk shares it', async () => {
  const shared = join(folder, 'shared')
  const [mark, later] = [join(folder, 'mark'), join(folder, 'later')]
  writeFileSync(`${mark}.ts`, 'export class Mark {}\nexport let count = 0\nexport const up = () => ++count')
  writeFileSync(
    `${later}.ts`,
    `import { count, Mark, up } from '${mark}'\nexport const isMark = (o: object) => o instanceof Mark && up() + count`,
  )
  const source = `import { count, Mark } from '${mark}'\nexport const seen = async () => [(await import('${later}')).isMark(new Mark()), count].join()\nexport default 'whole'`
  await bundle(source, shared)
  expect(readFileSync(join(shared, 'index.mjs'), 'utf8')).not.toMatch(/\bfrom ?["']\.\//)
  expect(run(shared, 'console.log(await m.seen(), m.default)')).toBe('2,1 whole')
})

test('a shape of our own is built at its first use', async () => {
  const sources = join(folder, 'shared/src')
  mkdirSync(sources, { recursive: true })
  writeFileSync(
    join(sources, 'homes.ts'),
    "export const built: string[] = []\nconst z = { object: (name: string) => ({ name, at: built.push(name) }) }\nexport const Home = z.object('Home')\nexport const Unused = z.object('Unused')",
  )
  const late = join(folder, 'late')
  await bundle(`export { built, Home } from '${join(sources, 'homes')}'`, late)
  expect(run(late, 'console.log(m.built.length, m.Home.name, m.Home.at, m.built.join())')).toBe('0 Home 1 Home')
})

test('the archive holds what the folder holds, and is the same when nothing changed', async () => {
  expect(Object.keys(unzipSync(readFileSync(`${dir}.zip`))).toSorted()).toEqual(readdirSync(dir).toSorted())
  const same = join(folder, 'same')
  await bundle('export const handler = 1', same)
  const first = readFileSync(`${same}.zip`)
  await bundle('export const handler = 1', same)
  expect(readFileSync(`${same}.zip`).equals(first)).toBe(true)
})

test('a bundled receipt finds its Chinese font', async () => {
  const receipts = join(folder, 'receipts')
  await bundle("export { receiptPdf } from './functions/src/payments/receipt-pdf'", receipts)
  const receipt = {
    entityName: '邻里物业',
    entityUscc: '91110000MA0000000X',
    communityName: '枫林小区',
    paidAt: '2026-11-22T01:00:00.000Z',
    lines: [],
    prepaidFen: 0,
    amountFen: 128640,
    amountText: '壹仟贰佰捌拾陆元肆角',
    paidBy: '李女士',
    channel: 'wechat',
    transactionId: '42000',
  }
  const script = `console.log(Buffer.from(await m.receiptPdf(${JSON.stringify(receipt)}, 1)).subarray(0, 5).toString())`
  expect(run(receipts, script)).toBe('%PDF-')
})

test('a bundled password check finds its native module', async () => {
  const passwords = join(folder, 'passwords')
  await bundle("export const load = () => import('@node-rs/argon2')", passwords)
  const script = "const { hash, verify } = await m.load(); console.log(await verify(await hash('linli'), 'linli'))"
  expect(run(passwords, script)).toBe('true')
})

test('a bundled function draws photos with the library that goes along', async () => {
  const photos = join(folder, 'photos')
  await bundle("export { cleanPhoto } from './functions/src/files/clean-photo'", photos)
  const white = "{ create: { width: 8, height: 4, channels: 3, background: '#fff' } }"
  const script = `const sharp = createRequire(${JSON.stringify(join(photos, 'index.mjs'))})('sharp')
console.log((await m.cleanPhoto(await sharp(${white}).png().toBuffer())).width)`
  expect(run(photos, `const { createRequire } = await import('node:module'); ${script}`)).toBe('8')
  expect(staticSize(photos)).toBeLessThan(5_000)
})

test('a package made for require is the same in a bundle as in Node', async () => {
  const pay = join(folder, 'pay')
  await bundle("export const load = () => import('wechatpay-node-v3')", pay)
  const script = 'console.log(typeof (await m.load()).default, typeof (await m.load()).default.default)'
  const own = await import('wechatpay-node-v3')
  expect(run(pay, script)).toBe(`${typeof own.default} ${typeof Reflect.get(own.default, 'default')}`)
})

test('a bundled function finds the SDKs that stand apart', async () => {
  const files = join(folder, 'files')
  await bundle("export { makeFiles } from './functions/src/files/object-store'", files)
  const options = JSON.stringify({ region: 'cn-north-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
  const script = `console.log((await m.makeFiles(${options}, 'bucket').downloadUrl('C/x')).slice(0, 15))`
  expect(run(files, script)).toBe('https://bucket.')
  expect(staticSize(files)).toBeLessThan(5_000)
})

test("a bundled client has its credentials from the environment, and the SDK's other sources are not read", async () => {
  const client = join(folder, 'client')
  const source =
    "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'\nexport const dynamo = new DynamoDBClient({})"
  await bundle(source, client)
  const keys = "Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' })"
  expect(run(client, `${keys}; console.log((await m.dynamo.config.credentials()).accessKeyId)`)).toBe('a')
  expect(staticSize(client)).toBeLessThan(190_000)
})

test('what only tests use of a framework is left out, and what describes shapes to others', async () => {
  const service = join(folder, 'service')
  await bundle("export { apiService } from './functions/src/http'", service)
  const text = readFileSync(join(service, 'index.mjs'), 'utf8')
  expect(text).toContain('/healthz')
  expect(text).not.toContain('SmartRouter')
  expect(text).not.toContain('draft-2020-12')
})

test('the sentences of refusals stand apart, and are those of the source', async () => {
  const errors = join(folder, 'errors')
  await bundle("export { AppError, isErrorCode, statusOf } from './shared/src/errors'", errors)
  const script =
    "console.log(m.isErrorCode('record.gone'), m.statusOf('record.changed'), new m.AppError('record.changed').message)"
  expect(run(errors, script)).toBe(`false ${statusOf('record.changed')} ${sentenceOf('record.changed')}`)
  expect(staticSize(errors)).toBeLessThan(5_000)
})

test('dates are counted as from source', async () => {
  const dates = join(folder, 'dates')
  await bundle("export { addMinutes, formatMonth, instantAt } from './shared/src/time'", dates)
  const script = "console.log(m.formatMonth('2026-02'), m.addMinutes(m.instantAt('2026-02-28', '00:30'), 40))"
  expect(run(dates, script)).toBe('2026年2月 2026-02-27T17:10:00.000Z')
})

test('a bundled import finds the process that reads its workbook', async () => {
  const imports = join(folder, 'imports')
  const source = "export { readWorkbook } from './functions/src/imports/read-workbook'"
  await bundle(`${source}\nexport { noSettings } from './shared/src/imports/settings'`, imports)
  const file = "Buffer.from('房号,面积\\n1-1-101,89.5'), 'a.csv'"
  const script = `await m.readWorkbook(${file}, m.noSettings, { onTable: table => console.log(table.columns.length) })`
  expect(run(imports, script)).toBe('2')
})
