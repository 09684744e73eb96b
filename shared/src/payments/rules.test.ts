import { expect, test } from 'vitest'
import { isOpenOrder, nextOrderState, orderStatesBefore } from './rules'
import { OrderState } from './schema'

test('every move of an order, and no other', () => {
  const moves = OrderState.options.flatMap(state =>
    (['prepare', 'pay', 'close'] as const)
      .filter(event => nextOrderState(state, event))
      .map(event => `${state} → ${nextOrderState(state, event)}`),
  )
  expect(moves).toEqual([
    'created → prepaid',
    'created → paid',
    'created → closed',
    'prepaid → paid',
    'prepaid → closed',
    'closed → paid',
  ])
})

test('money is never refused: it may come to any order that has none', () => {
  expect(orderStatesBefore('pay')).toEqual(['created', 'prepaid', 'closed'])
  expect(orderStatesBefore('close')).toEqual(['created', 'prepaid'])
  expect(OrderState.options.filter(isOpenOrder)).toEqual(['created', 'prepaid'])
})
