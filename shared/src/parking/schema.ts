import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { BusinessDate } from '../time'

/** Who has a space or a vehicle: a known person, or a name alone. */
export const Holder = z.object({ personId: Id.optional(), name: z.string() })
export type Holder = z.infer<typeof Holder>

const place = { roomId: Id.optional(), roomCode: z.string().optional() }

/** 车位: a register; what it costs is billed later. */
export const Space = z.object({
  spaceId: Id,
  communityId: CommunityId,
  lot: z.string(),
  code: z.string(),
  type: z.string().optional(),
  areaM2x100: z.number().int().optional(),
  /** 出售 or 出租 */
  tenure: z.enum(['owned', 'rented']).optional(),
  holder: Holder.optional(),
  ...place,
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  /** The vehicle that the space was registered with. */
  vehicleId: Id.optional(),
  plateMasked: z.string().optional(),
})
export type Space = z.infer<typeof Space>
export const tenureNames: Record<NonNullable<Space['tenure']>, string> = { owned: '产权', rented: '租用' }

/** 车辆: the plate is kept sealed and shown masked. */
export const Vehicle = z.object({
  vehicleId: Id,
  communityId: CommunityId,
  plateMasked: z.string(),
  brand: z.string().optional(),
  type: z.string().optional(),
  colour: z.string().optional(),
  holder: Holder.optional(),
  ...place,
  spaceCode: z.string().optional(),
  /** Its id on bills, where it came from another system: the one here follows from the plate. */
  chargeId: Id.optional(),
})
export type Vehicle = z.infer<typeof Vehicle>

/** A plate as one writes it: full width, spaces and dots are no part of it. */
export const normalPlate = (plate: string): string =>
  plate
    .normalize('NFKC')
    .replace(/[\s·.\-—]/g, '')
    .toUpperCase()

/** 京A***23: what region and office issued it, and its end. */
export function maskPlate(plate: string): string {
  const signs = [...normalPlate(plate)]
  if (signs.length < 5) return '*'.repeat(signs.length)
  return signs.slice(0, 2).join('') + '*'.repeat(signs.length - 4) + signs.slice(-2).join('')
}
