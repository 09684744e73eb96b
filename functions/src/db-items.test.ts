import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromAttributes, toAttributes } from './db-items'

const name = fc.string().filter(each => each !== '__proto__')
const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
    fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ minLength: 1 }),
    fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }).map(each => new Set(each)),
    fc.uniqueArray(fc.integer(), { minLength: 1 }).map(each => new Set(each)),
    fc.array(tie('value')),
    fc.dictionary(name, tie('value')),
  ),
}))

it('reads every attribute as the library does', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value), item => {
      const attributes = marshall(item)
      expect(fromAttributes(attributes)).toEqual(unmarshall(attributes))
    }),
  )
})

it.each<[string, AttributeValue]>([
  ['an empty text', { S: '' }],
  ['an empty list', { L: [] }],
  ['nothing', { NULL: true }],
  ['zero', { N: '0' }],
  ['a fraction', { N: '1.5' }],
  ['the largest safe number', { N: '9007199254740991' }],
  ['one that is not safe', { N: '9007199254740993' }],
])('reads %s as the library does', (_, value) => {
  expect(fromAttributes({ value })).toEqual(unmarshall({ value }))
})

it('leaves out what is undefined', () => {
  expect(toAttributes({ a: 1, b: undefined })).toEqual({ a: { N: '1' } })
})
