import { expect, test } from 'vitest'
import { isWaiting, orderView, type Watched, wantsClosing } from './order-view'

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
])('%j shows %s', (more, view) => {
  expect(orderView(watched(more))).toBe(view)
})

test('it asks on only while nothing is decided', () => {
  const decided = ['ended', 'cancelled', 'refused', 'expired', 'suspended', 'paid'] as const
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
