import { BindingRequest } from '@linli/shared/identity/schema'
import { expect, test } from 'vitest'
import { currentRequests } from './current-requests'

const request = (room: string, state: BindingRequest['state'], createdAt: string) =>
  BindingRequest.parse({
    requestId: createdAt.replace(/\D/g, '').padEnd(26, '0'),
    communityId: 'GZ3K9Q',
    communityName: '梧桐苑',
    roomId: room.repeat(26),
    roomCode: '3-2-1501',
    name: '王建国',
    role: 'owner',
    state,
    createdAt,
  })
const now = Date.parse('2026-11-22T00:00:00.000Z')
const shown = (...requests: BindingRequest[]) => currentRequests(requests, now).map(({ state }) => state)

test('what waits is shown; what was approved is a home by now', () => {
  expect(shown(request('A', 'pending', '2026-01-01T00:00:00.000Z'))).toEqual(['pending'])
  expect(shown(request('A', 'approved', '2026-11-21T00:00:00.000Z'))).toEqual([])
})

test('a refusal is shown for 30 days, and not beside the next request for the same room', () => {
  expect(shown(request('A', 'refused', '2026-11-01T00:00:00.000Z'))).toEqual(['refused'])
  expect(shown(request('A', 'refused', '2026-10-01T00:00:00.000Z'))).toEqual([])
  const again = request('A', 'pending', '2026-11-02T00:00:00.000Z')
  expect(shown(request('A', 'refused', '2026-11-01T00:00:00.000Z'), again)).toEqual(['pending'])
})
