import { repairKinds } from '@linli/shared/repairs/kinds'
import type { RepairSource } from '@linli/shared/repairs/schema'
import { elsewhere } from '../communities/place-pick'
import { filled } from '../kit/rules'
import { repairWords } from './words'

/** Ways in which the office hears of something. */
export type OfficeSource = Exclude<RepairSource, 'mini_program'>
export const officeSources: OfficeSource[] = ['phone', 'desk', 'patrol', 'hotline']

/** What can be wrong in a home, and in what all share. */
export const roomKinds = repairWords.kindOptions.filter(({ value }) => repairKinds[value].only !== 'public')
export const publicKinds = repairWords.kindOptions.filter(({ value }) => repairKinds[value].only !== 'room')

type Typed = {
  where: 'room' | 'public'
  room?: { roomId: string }
  placeId?: string
  building?: string
  spot?: string
}

export function placeOf({ where, room, placeId, building, spot }: Typed) {
  if (where === 'room') return { kind: 'room' as const, roomId: room?.roomId ?? '' }
  if (placeId && placeId !== elsewhere) return { kind: 'place' as const, placeId }
  const number = filled(building)?.replace(/[栋幢号楼座]+$/, '')
  return { kind: 'public' as const, spot: spot ?? '', ...(number && { building: number }) }
}
