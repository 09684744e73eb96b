import { expect, test } from 'vitest'
import { attribute, attributes } from './dynamo-json'

test('an item is written as DynamoDB writes it', () => {
  expect(
    attributes({
      pk: 'C#A#',
      count: 3,
      open: false,
      lateFee: null,
      gone: undefined,
      units: new Set(['1', '2']),
      lines: [{ price: 23_000 }],
    }),
  ).toEqual({
    pk: { S: 'C#A#' },
    count: { N: '3' },
    open: { BOOL: false },
    lateFee: { NULL: true },
    units: { SS: ['1', '2'] },
    lines: { L: [{ M: { price: { N: '23000' } } }] },
  })
})

test('what the product never keeps is refused', () => {
  expect(() => attribute(1n)).toThrow('an item holds no bigint')
})
