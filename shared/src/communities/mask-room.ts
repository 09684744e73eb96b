import { maskName } from '../people/schema'

/**
 * A household for somebody who pays for it and does not live there: 「3-2-1501」 is 「3-*-***1」. What belongs to no room
 * stands under a person's name, of which the surname is left.
 */
export function maskObject<O extends { type: 'room' | 'holder'; code: string }>(object: O): O {
  return { ...object, code: object.type === 'room' ? maskRoomCode(object.code) : maskName(object.code) }
}

/** The building and the last character are enough to know one's parents' home, and too little to find a stranger's. */
function maskRoomCode(code: string): string {
  const [building = '', ...rest] = code.split('-')
  const room = [...(rest.pop() ?? '')]
  if (room.length === 0) return '*'.repeat([...building].length - 1) + [...building].slice(-1).join('')
  return [building, ...rest.map(() => '*'), '*'.repeat(room.length - 1) + room.slice(-1).join('')].join('-')
}
