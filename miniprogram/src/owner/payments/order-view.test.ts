import { expect, test } from 'vitest'
import { isWaiting, mayChange, openOrderView, orderView, type Watched, wantsClosing } from './order-view'

const watched = (more: Partial<Watched>): Watched => ({
  said: 'paid-claimed',
  closedByUs: false,
  phase: 'asking',
  ...more,
})

test.each<[Partial<Watched>, string]>([
  // Until the order says something, time chooses.
  [{}, 'asking'],
  [{ phase: 'slow' }, 'slow'],
  [{ phase: 'ended', order: { state: 'prepaid' } }, 'ended'],
  // The order is paid whatever the phone said.
  [{ said: 'cancelled', order: { state: 'paid' } }, 'paid'],
  [{ said: 'failed', order: { state: 'paid' }, closedByUs: true }, 'paid'],
  // The phone's word alone decides nothing.
  [{ said: 'cancelled' }, 'asking'],
  [{ said: 'cancelled', order: { state: 'prepaid' } }, 'asking'],
  [{ said: 'cancelled', order: { state: 'closed' }, closedByUs: true }, 'cancelled'],
  [{ said: 'failed', order: { state: 'closed' }, closedByUs: true }, 'refused'],
  // Closed by its time.
  [{ said: 'failed', order: { state: 'closed' } }, 'expired'],
  [{ said: 'watching', order: { state: 'closed' } }, 'expired'],
  // Money that the phone claims may still come: nobody is told to pay again.
  [{ said: 'paid-claimed', order: { state: 'closed' }, phase: 'ended' }, 'ended'],
  [{ said: 'silent', order: { state: 'closed' }, phase: 'slow' }, 'slow'],
  [{ order: { state: 'prepaid', suspended: true } }, 'suspended'],
  // The channel's own word that nobody paid: at once for who comes back, at the end for who was just paying.
  [{ said: 'watching', order: { state: 'created', unpaid: true } }, 'unpaid'],
  [{ said: 'watching', order: { state: 'created' } }, 'asking'],
  [{ said: 'silent', order: { state: 'created', unpaid: true }, phase: 'slow' }, 'slow'],
  [{ said: 'silent', order: { state: 'created', unpaid: true }, phase: 'ended' }, 'unpaid'],
  [{ said: 'cancelled', order: { state: 'created', unpaid: true }, phase: 'ended' }, 'unpaid'],
  // A claim of payment is never answered with an offer to pay.
  [{ said: 'paid-claimed', order: { state: 'created', unpaid: true }, phase: 'ended' }, 'ended'],
])('%j shows %s', (more, view) => {
  expect(orderView(watched(more))).toBe(view)
})

test('it asks on only while nothing is decided', () => {
  const decided = ['ended', 'unpaid', 'cancelled', 'refused', 'expired', 'suspended', 'paid'] as const
  expect([isWaiting('asking'), isWaiting('slow')]).toEqual([true, true])
  for (const view of decided) expect(isWaiting(view)).toBe(false)
})

test('only an open order of somebody who says that nothing was paid is given back', () => {
  expect(wantsClosing('cancelled', { state: 'prepaid' })).toBe(true)
  expect(wantsClosing('failed', { state: 'created' })).toBe(true)
  expect(wantsClosing('failed', { state: 'closed' })).toBe(false)
  expect(wantsClosing('cancelled', { state: 'prepaid', suspended: true })).toBe(false)
  for (const said of ['paid-claimed', 'silent', 'watching'] as const)
    expect(wantsClosing(said, { state: 'prepaid' })).toBe(false)
})

test('what is not decided is asked again when the page is seen again', () => {
  expect((['asking', 'slow', 'ended', 'unpaid'] as const).map(mayChange)).toEqual([true, true, true, true])
  expect((['cancelled', 'refused', 'expired', 'suspended', 'paid'] as const).some(mayChange)).toBe(false)
})

test.each([
  ['watching', 'asking', 'asking'],
  ['watching', 'silent', 'waiting'],
  ['watching', { state: 'created' }, 'waiting'],
  ['watching', { state: 'created', unpaid: true }, 'unpaid'],
  ['silent', { state: 'prepaid', unpaid: true }, 'unpaid'],
  ['paid-claimed', { state: 'created', unpaid: true }, 'waiting'],
  ['watching', { state: 'created', suspended: true }, 'suspended'],
  ['watching', { state: 'closed' }, undefined],
  ['cancelled', { state: 'paid' }, 'paid'],
] as const)('an order left behind: the phone said %s, the channel %j: %s', (said, answer, view) => {
  expect(openOrderView(said, answer)).toBe(view)
})
