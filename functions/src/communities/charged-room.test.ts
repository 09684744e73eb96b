import { describe, expect, it } from 'vitest'
import { type ChargedRoom, isChargedAlike } from './charged-room'

const owner = { personId: '1'.repeat(26), personName: '李小红', role: 'owner' as const, from: '2020-01-01' }
const room: ChargedRoom = {
  roomId: '2'.repeat(26),
  code: '3-2-1501',
  areas: { built: 8950 },
  status: 'occupied',
  occupancies: [owner],
}

describe('a room is charged otherwise', () => {
  const changes: Record<Exclude<keyof ChargedRoom, 'roomId' | 'code'>, Partial<ChargedRoom>> = {
    areas: { areas: { built: 8950, billable: 9000 } },
    status: { status: 'undelivered' },
    handoverDate: { handoverDate: '2020-01-02' },
    occupancies: { occupancies: [{ ...owner, to: '2026-12-31' }] },
  }
  it.each(Object.entries(changes))('after a change of %s', (_, change) => {
    expect(isChargedAlike(room, { ...room, ...change })).toBe(false)
  })

  it('not because something else of it changed, or stands in another order', () => {
    const bound = { ...owner, accounts: ['3'.repeat(26)], seesBills: true }
    const written = { version: 2, occupancies: [bound], status: room.status, areas: room.areas, code: room.code }
    expect(isChargedAlike(room, { ...written, roomId: room.roomId })).toBe(true)
  })
})
