import { expect, it } from 'vitest'
import { roomInput, roomValues } from './room-fields'

it('sends areas exactly, and nothing for a blank one', () => {
  const input = roomInput({ built: '89.55', billable: ' ', inner: '７０', status: 'occupied', handover: '' })
  expect(input).toEqual({
    areas: { built: 8955, inner: 7000, billable: undefined, heating: undefined },
    status: 'occupied',
    handoverDate: undefined,
  })
})

it('shows a known room as it would be sent again', () => {
  const sent = { areas: { built: 8955, inner: 7010, billable: undefined, heating: 0 }, status: 'vacant' as const }
  const room = {
    roomId: 'R',
    communityId: 'C',
    code: '1-1-101',
    building: '1',
    unit: '1',
    room: '101',
    occupancies: [],
    version: 1,
    updatedAt: '2026-01-01T00:00:00.000Z',
    handoverDate: '2026-01-31',
    ...sent,
  }
  expect(roomInput(roomValues(room))).toEqual({ ...sent, handoverDate: '2026-01-31' })
})
