import * as z from 'zod'
import { TableKind } from './record'

/** A column's meaning: a field of its table's kind, or one fee of a sheet that has a column for each. */
export const ColumnSetting = z.object({
  index: z.number().int().min(0).max(199),
  /** Absent: not imported. */
  field: z.string().max(40).optional(),
  /** The fee or deposit that an amount column is about. */
  feeName: z.string().max(40).optional(),
})
export type ColumnSetting = z.infer<typeof ColumnSetting>

/** What a person said of one sheet, instead of what was recognised. */
export const TableSetting = z.object({
  sheet: z.string().max(100),
  /** A sheet may be named several times, once for each kind of table that its rows are; `skip` leaves it out. */
  kind: z.union([TableKind, z.literal('skip')]),
  /** The number of the header's last row as a person sees it. */
  headerRow: z.number().int().min(1).optional(),
  /** The whole mapping: a column that is not named here is not imported. */
  columns: z.array(ColumnSetting).max(200).optional(),
  /** Of columns that are recognised anew under this kind or header: what somebody said of some, where the kind knows it. */
  kept: z.array(ColumnSetting).max(200).optional(),
  /** Hidden rows are read unless a person leaves them out: a room left out is never billed, and nobody sees why. */
  hiddenRows: z.enum(['read', 'skip']).optional(),
})
export type TableSetting = z.infer<typeof TableSetting>

/**
 * How a community's names of places read. `prefix`: `from` at the beginning becomes `to` (perhaps nothing); `building`:
 * a building's name becomes another; `pattern`: `from` with parts ({n} a number, {nn} one of two digits, {a} letters, {x}
 * any text) becomes `to` with {1}, {2} … in their places; `alias`: the whole name is this room, or these, separated by 、;
 * `not_a_room`: the name, or names like it by such parts, is no room and is left out on purpose.
 */
export const PlaceRule = z.object({
  ruleId: z.string().min(1).max(26),
  kind: z.enum(['prefix', 'building', 'pattern', 'alias', 'not_a_room']),
  from: z.string().min(1).max(60),
  to: z.string().max(400),
})
export type PlaceRule = z.infer<typeof PlaceRule>

/** A row's cells as a person corrected them, by column; they stand in for the file's. */
export const Correction = z.object({
  sheet: z.string().max(100),
  row: z.number().int().min(1),
  cells: z.array(z.object({ index: z.number().int().min(0).max(199), value: z.string().max(500) })).max(200),
})
export type Correction = z.infer<typeof Correction>

/** Beside the file, all that its reading depends on: the same settings read the same records. */
export const ReadSettings = z.object({
  tables: z.array(TableSetting).max(30),
  rules: z.array(PlaceRule).max(500),
  corrections: z.array(Correction).max(5000),
  /** Codes of the community's rooms, for records that need one and for suggestions. */
  knownRooms: z.array(z.string()),
  /** Names of the community's fee items. */
  knownFeeItems: z.array(z.string()),
})
export type ReadSettings = z.infer<typeof ReadSettings>

export const noSettings: ReadSettings = { tables: [], rules: [], corrections: [], knownRooms: [], knownFeeItems: [] }
