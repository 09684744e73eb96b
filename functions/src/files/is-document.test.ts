import { expect, it } from 'vitest'
import { isDocument } from './is-document'

const pdf = (inside = '', end = '%%EOF\n') => Buffer.from(`%PDF-1.7\n1 0 obj << ${inside} >> endobj\n${end}`, 'latin1')

it('a PDF that is whole and only read; nothing that acts, hides a file, asks for a password, or calls itself one', () => {
  expect(isDocument(pdf())).toBe(true)
  expect(isDocument(pdf('/Type /Catalog'))).toBe(true)
  for (const inside of [
    '/S /JavaScript /JS (app.alert(1))',
    '/JS(1)',
    '/Launch',
    '/EmbeddedFile',
    '/RichMedia',
    '/Encrypt 5 0 R',
  ])
    expect([inside, isDocument(pdf(inside))]).toEqual([inside, false])
  expect(isDocument(pdf('', ''))).toBe(false)
  for (const other of [
    '<html><script>alert(1)</script></html>',
    '',
    'PK\u0003\u0004',
    '<svg onload=alert(1)>',
    ' %PDF-1.7 %%EOF',
  ])
    expect(isDocument(Buffer.from(other))).toBe(false)
})
