import { Occupancy, Room } from '@linli/shared/communities/schema'
import type * as z from 'zod'

/** What a charge needs to know of a room. */
export const ChargedRoom = Room.pick({
  roomId: true,
  code: true,
  areas: true,
  status: true,
  handoverDate: true,
}).extend({
  occupancies: Occupancy.pick({
    personId: true,
    personName: true,
    role: true,
    from: true,
    to: true,
    payer: true,
  }).array(),
})
export type ChargedRoom = z.infer<typeof ChargedRoom>

/** Whether a room is charged after a change as before it. */
export const isChargedAlike = (before: ChargedRoom, after: ChargedRoom): boolean => textOf(before) === textOf(after)

const textOf = (room: ChargedRoom) => JSON.stringify(ChargedRoom.parse(room))
