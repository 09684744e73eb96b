import type { Pass } from '@linli/shared/visitors/schema'
import { expect, test } from 'vitest'
import { listedNow, type Own } from './listed-now'

const pass = (passId: string, version = 1): Pass => ({
  passId,
  communityId: 'ABCDEF',
  roomId: 'R',
  roomCode: '3-2-1501',
  kind: 'visit',
  state: 'pending',
  name: passId,
  window: { from: '2026-11-22', to: '2026-11-22' },
  allowance: 1,
  used: 0,
  createdAt: '2026-11-22T04:00:00.000Z',
  version,
})
const own = (...known: [string, Own][]) => new Map(known)
const shown = (...asked: Parameters<typeof listedNow>) =>
  listedNow(...asked).map(({ passId, version }) => [passId, version])

test('the server says who waits at the gate; for a moment this phone knows better what it did itself', () => {
  const now = 1_000_000
  expect(shown([pass('B'), pass('A')], own(), now)).toEqual([
    ['B', 1],
    ['A', 1],
  ])
  const asked = own(['C', { pass: pass('C'), atMs: now - 1000 }])
  expect(shown([pass('A')], asked, now)).toEqual([
    ['C', 1],
    ['A', 1],
  ])
  expect(shown([pass('A')], asked, now + 5000)).toEqual([['A', 1]])
  const answered = own(['A', { pass: pass('A', 3), atMs: now - 60_000 }])
  expect(shown([pass('A', 2)], answered, now)).toEqual([['A', 3]])
  expect(shown([pass('A', 4)], answered, now)).toEqual([['A', 4]])
  expect(shown([pass('A')], own(['A', { pass: undefined, atMs: now - 60_000 }]), now)).toEqual([])
})
