import * as z from 'zod'
import { Id } from '../ids'
import { Position } from '../position'

/** What a public place is; a building's own entry says where it stands. */
export const PlaceKind = z.enum([
  'building',
  'lobby',
  'lift',
  'corridor',
  'garage',
  'gate',
  'garden',
  'facility',
  'plant',
  'other',
])
export type PlaceKind = z.infer<typeof PlaceKind>

/** 公共区域: somewhere that all share, under a name that people use. `building` as the register of rooms writes it. */
export const PublicPlace = z.object({
  placeId: Id,
  kind: PlaceKind,
  name: z.string().trim().min(1, '请填写名称').max(30, '名称请写短一些'),
  building: z.string().trim().min(1).max(12, '楼号请写短一些').optional(),
  /** 「1层」, 「B1」 */
  floor: z.string().trim().min(1).max(8, '楼层请写短一些').optional(),
  position: Position.optional(),
  active: z.boolean(),
  version: z.number().int(),
})
export type PublicPlace = z.infer<typeof PublicPlace>
