import { expect, test } from 'vitest'
import { docProblems } from './docs'
import { lengthProblems, nameProblems } from './names'
import { textProblems } from './repository'

const domains = ['billing', 'people']

test.each([
  'shared/src/billing/rules.ts',
  'functions/src/people/move-in.ts',
  'miniprogram/src/owner/tabs/home.tsx',
  'miniprogram/src/kit/money.config.ts',
  'admin/src/billing/bill-list.tsx',
  'README.md',
  'docs/owner-home.png',
  '.oxlintrc.json',
  'infra/local/wechat/pay.ts',
])('%s is a good name', file => {
  expect(nameProblems([file], domains)).toEqual([])
})

test.each([
  ['shared/src/parking/rules.ts', 'not a domain'],
  ['functions/src/utils/a.ts', 'says nothing'],
  ['functions/src/billing/helpers.ts', 'says nothing'],
  ['functions/src/billing/publishBills.ts', 'kebab-case'],
  ['shared/src/billing/index.ts', 'no barrel'],
  ['admin/src/Billing/a.tsx', 'not a domain'],
  ['infra/aws/a.ts', 'not a domain'],
])('%s is refused', (file, reason) => {
  expect(nameProblems([file], domains).join()).toContain(reason)
})

test('a file may have 300 lines, not 301', () => {
  expect(lengthProblems(['a.ts'], () => 300)).toEqual([])
  expect(lengthProblems(['a.ts'], () => 301)).toHaveLength(1)
  expect(lengthProblems(['a.md'], () => 301)).toEqual([])
})

const doc = (text: string) => docProblems('docs/a.md', text, ['verify', 'start'], ['docs/b.md', 'infra/tables.yml'])

test.each([
  '`infra/tables.yml`',
  '`infra/`',
  '[b](b.md)',
  '[b](../infra/tables.yml)',
  '`npm run verify`',
  '```\nnpm ci && npm start\n```',
  'only Node and npm are needed',
])('a document may name %s', text => expect(doc(text)).toEqual([]))
test.each(['`application/json`', '`/v1/c/x`', '`a/<id>`', '`.linli/stack.json`', 'https://a.example/b'])(
  'a document may say %s, which is no path of ours',
  text => expect(doc(text)).toEqual([]),
)
test.each(['`infra/table.yml`', '`c.md`', '[c](c.md)', '`npm run build`', '`npm run -s build`', '```\nnpm tset\n```'])(
  'a document may not name %s',
  text => expect(doc(text)).toHaveLength(1),
)

const secret = ['-----BEGIN', ' PRIVATE KEY-----\n', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEA'].join('')
test.each([
  ['see /', 'home/me/linli', 'machine'],
  ['key: ', secret, 'private key'],
  ['AKIA', 'ABCDEFGHIJKLMNOP', 'cloud key'],
  ['https://registry', '.npmjs.org/zod', 'registry'],
  ['http://10.', '0.0.5:4873/zod', 'private network'],
])('%s%s is kept out', (start, end, reason) => {
  expect(textProblems('a.ts', start + end).join()).toContain(reason)
})

test('ordinary text stays', () => {
  expect(textProblems('a.ts', "fetch('/v1/c/A/bills'); `${root}/tmpl`; '-----BEGIN PRIVATE KEY-----'")).toEqual([])
})
