import type { Books } from './books-of'
import type { Office } from './office'

/** What a command draws on: `which` picks among what is there. */
export type Draw = { which: number; fen: number; month: number }
/** Money in (or out, below 0); of it, what was spent; a new price. Undefined: there was nothing to do it to. */
export type Effect = { cashFen?: number; spentFen?: number; price?: { from: string; price: number } }
export type Act = (office: Office, books: Books, draw: Draw) => Promise<Effect | undefined>

export const reason = '模型'
export const nothing: Effect = {}
export const pick = <T>(list: T[], which: number): T | undefined => list[which % Math.max(1, list.length)]
export const atOf = ({ place, rooms }: Office, which: number) => ({
  communityId: place.communityId,
  roomId: pick(rooms, which)?.roomId ?? '',
})
export const openOf = ({ bills }: Books) => bills.filter(({ state }) => state === 'published' || state === 'part_paid')
