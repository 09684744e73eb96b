import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from './repository'

/** Each line is a file that the linter must refuse, and a word of the reason. */
const refused: [file: string, source: string, reason: string][] = [
  ['shared/src/billing/a.ts', "import '@linli/functions/db'", 'shared never imports functions'],
  ['shared/src/billing/b.ts', "import 'lodash'", 'shared imports only'],
  ['shared/src/billing/c.ts', "import 'dayjs'", 'dayjs is known only'],
  ['shared/src/billing/d.ts', 'export const now = () => Date.now()', 'ctx.now()'],
  ['shared/src/billing/e.ts', "export * from './schema'", 'no barrels'],
  ['miniprogram/src/owner/a.tsx', "import '@linli/functions/db'", 'miniprogram never imports functions'],
  ['miniprogram/src/owner/b.tsx', "import '../../../infra/local/start'", 'miniprogram never imports infra'],
  ['miniprogram/src/owner/c.tsx', "import 'node:fs'", 'runs where Node is not'],
  ['admin/src/billing/a.tsx', "import type { X } from '@linli/infra/local/start'", 'admin never imports infra'],
  ['functions/src/billing/a.ts', "import '@linli/infra/local/start'", 'functions never imports infra'],
  ['functions/src/billing/b.ts', "import '../payments/store'", 'never its store'],
  [
    'functions/src/billing/c.ts',
    "export const load = () => import('@linli/functions/payments/store')",
    'never its store',
  ],
  ['functions/src/billing/d.ts', "import '../../test/engine'", 'never imports its entries or tests'],
  [
    'functions/src/payments/settle.ts',
    "export const pay = () => import('wechatpay-node-v3')",
    'wechatpay-node-v3 is known only',
  ],
  ['functions/src/payments/e.ts', 'export const at = () => new Date()', 'ctx.now()'],
  ['functions/src/payments/f.ts', 'export const luck = () => Math.random()', 'ctx.newId()'],
  ['functions/src/payments/g.ts', 'export const id = () => crypto.randomUUID()', 'ctx.newId()'],
  [
    'functions/src/payments/h.ts',
    "import { randomUUID } from 'node:crypto'\nexport const id = randomUUID",
    'ctx.newId()',
  ],
  ['functions/src/payments/i.ts', 'export const x = (y: unknown) => y as string', 'consistent-type-assertions'],
  ['functions/src/payments/j.ts', 'export const x = (y: any) => y', 'no-explicit-any'],
  ['functions/src/payments/k.ts', 'export const x = (y: string) => console.log(y)', 'no-console'],
  [
    'functions/src/payments/l.ts',
    'export const x = async () => {}\nexport const y = () => { x() }',
    'no-floating-promises',
  ],
  [
    'functions/src/payments/m.ts',
    "export const x = (y: 'a' | 'b') => { switch (y) { case 'a': return 1 } return 2 }",
    'switch-exhaustiveness',
  ],
  [
    'functions/src/payments/n.ts',
    "import { Bill } from './o'\nexport const x = (y: Bill) => y",
    'consistent-type-imports',
  ],
  ['functions/src/payments/p.test.ts', "import { test } from 'vitest'\ntest.only('x', () => {})", 'no-focused-tests'],
]

const allowed: [file: string, source: string][] = [
  ['shared/src/time.ts', "import dayjs from 'dayjs'\nexport const x = dayjs"],
  ['functions/src/context.ts', 'export const now = () => new Date().toISOString()'],
  ['functions/src/payments/wechat.ts', "export const load = () => import('wechatpay-node-v3')"],
  ['functions/src/payments/q.ts', "import { read } from './store'\nexport const kinds = ['a', read] as const"],
  ['functions/src/payments/store.ts', 'export const read = (at: number) => new Date(at)'],
  ['functions/src/payments/o.ts', 'export type Bill = { id: string }'],
  ['functions/test/engine.ts', "import '@linli/infra/local/engine'"],
]

const folder = mkdtempSync(join(tmpdir(), 'linli-lint-'))
let output = ''

beforeAll(() => {
  for (const [file, source] of [...refused, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), source)
  }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler" } }',
  )
  const args = [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', join(root, '.oxlintrc.json'), '-f', 'unix', '.']
  // Outside the repository the part that knows types is found on the path alone.
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  const env = { ...process.env, PATH: path }
  output = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env }).stdout
})
afterAll(() => rmSync(folder, { recursive: true }))

const complaints = (file: string) => output.split('\n').filter(line => line.startsWith(`${file}:`))

test.each(refused)('%s refuses: %s', (file, _source, reason) => {
  expect(complaints(file).join('\n')).toContain(reason)
})

test.each(allowed)('%s may hold: %s', file => {
  expect(complaints(file)).toEqual([])
})
