import * as z from 'zod'
import { Areas, RoomStatus, ShareBp } from '../communities/schema'
import { IdNumber, PersonName, Phone } from '../people/schema'
import { BusinessDate } from '../time'

/** Three parts joined by `-`; unit `0` stands for a building without units, and for shops. */
export const RoomCode = z
  .string()
  .regex(
    /^(?:[A-Z]{1,2}|[A-Z]{0,2}\d{1,3}[A-Z]?)-(?:\d{1,2}|[A-Z]\d?)-[A-Z]{0,2}\d{1,5}[A-Z]?$/,
    '房号写成 3-2-1501 的样子',
  )

/** A row as it stands in the sheet: the number a person sees there, and its trimmed cells. */
export const SheetRow = z.object({ row: z.number().int().min(1), cells: z.array(z.string()) })
export type SheetRow = z.infer<typeof SheetRow>

export const Sheet = z.object({ name: z.string(), rows: z.array(SheetRow) })
export type Sheet = z.infer<typeof Sheet>

/** Stands in a cell whose formula was saved without its result; no spreadsheet writes this text itself. */
export const FORMULA_WITHOUT_VALUE = '#NO_VALUE!'

/** The owner's number: a resident identity number, another identity document, or an organisation's 统一社会信用代码. */
export const OwnerIdNumber = z.union([IdNumber, z.string().regex(/^[0-9A-Z]{8,18}$/)])

const Owner = z.object({
  name: PersonName,
  phone: Phone.optional(),
  idNumber: OwnerIdNumber.optional(),
  shareBp: ShareBp.optional(),
})

/** One room ready to be imported, with its owner if the sheet names one. */
export const RoomRow = z.object({
  row: z.number().int().min(1),
  code: RoomCode,
  building: z.string(),
  unit: z.string(),
  room: z.string(),
  areas: Areas,
  status: RoomStatus,
  handoverDate: BusinessDate.optional(),
  floor: z.string().optional(),
  ownerKind: z.enum(['natural', 'organisation']).optional(),
  ownerName: PersonName.optional(),
  phone: Phone.optional(),
  idNumber: OwnerIdNumber.optional(),
  ownerShareBp: ShareBp.optional(),
  /** Further names in the owner's cell (`甲/乙`): joint owners, 共同共有. */
  coOwners: z.array(Owner).optional(),
})
export type RoomRow = z.infer<typeof RoomRow>

/** Why a room's name was not understood. */
export const RoomNameRefusal = z.enum([
  'room_empty',
  'room_no_building',
  'room_ambiguous',
  'room_range',
  'room_floor',
  'room_date',
  'room_mismatch',
  'room_words',
  'room_form',
])
export type RoomNameRefusal = z.infer<typeof RoomNameRefusal>

/** Why a name of a place gave no room of this community: not understood, or understood and not to be trusted. */
export const PlaceRefusal = z.enum([
  ...RoomNameRefusal.options,
  'place_unknown',
  'place_no_rooms',
  'place_unit_missing',
  'place_conflict',
  'place_range_long',
  'place_range_floors',
  'place_range_gap',
])
export type PlaceRefusal = z.infer<typeof PlaceRefusal>

/** Everything that can be wrong with one cell; words.ts has the sentence of each. */
export const ImportProblemCode = z.enum([
  ...PlaceRefusal.options,
  'duplicate',
  'room_differs',
  'formula_no_value',
  'formula_error',
  'area_empty',
  'area_not_number',
  'area_negative',
  'area_too_large',
  'area_rounded',
  'date_long_term',
  'date_incomplete',
  'date_order_unclear',
  'date_not_a_day',
  'status_unknown',
  'owner_spaces',
  'owner_too_long',
  'co_owners',
  'phone_scientific',
  'phone_not_mobile',
  'phone_landline',
  'phone_extra',
  'contact_without_name',
  'id_rounded',
  'id_fifteen',
  'id_checksum',
  'id_form',
  'id_ends_in_zeros',
  'id_extra',
  'row_differs',
  'co_owner_rows',
  'equal_row',
  'room_row_bad',
  'room_not_listed',
  'room_several',
  'owner_number_unknown',
  'owner_number_left',
  'owner_row_bad',
  'person_number_empty',
  'name_empty',
  'person_without_room',
  'owner_elsewhere',
  'person_role_left',
  'share_form',
  'share_sum',
  'lease_order',
  'person_same_id',
  'person_same_phone',
  'person_same_room',
  'fee_number_unknown',
  'fee_unknown',
  'fee_empty',
  'fee_too_long',
  'fee_dates_count',
  'formula_unknown',
  'cycle_unknown',
  'timing_unknown',
  'price_empty',
  'price_not_number',
  'price_negative',
  'amount_empty',
  'amount_not_number',
  'amount_rounded',
  'amount_negative',
  'amount_too_large',
  'row_total_differs',
  'refund_exceeds',
  'period_empty',
  'period_unclear',
  'period_reversed',
  'space_empty',
  'text_too_long',
  'tenure_unknown',
  'plate_form',
  'plate_empty',
  'meter_type_unknown',
  'meter_empty',
  'reading_not_number',
  'number_not_whole',
  'number_rounded',
  'row_form',
])
export type ImportProblemCode = z.infer<typeof ImportProblemCode>

/** One thing to look at: an error keeps its row out, a warning goes in as described. `value` may be personal data: shown masked. */
export const ImportProblem = z.object({
  row: z.number().int().min(1),
  column: z.string(),
  value: z.string(),
  code: ImportProblemCode,
  severity: z.enum(['error', 'warning']),
  reason: z.string(),
})
export type ImportProblem = z.infer<typeof ImportProblem>

/** The ready rooms of one building: how many, and their 建筑面积 in 1/100 m². */
export const BuildingTotal = z.object({ building: z.string(), rooms: z.number().int(), builtM2x100: z.number().int() })
export type BuildingTotal = z.infer<typeof BuildingTotal>

/** Why a whole file was not read. */
export const WorkbookRefusal = z.enum([
  'empty_file',
  'too_large',
  'inflates_too_large',
  'too_many_rows',
  'too_many_columns',
  'too_many_sheets',
  'old_xls',
  'encrypted',
  'macros',
  'not_a_workbook',
  'web_page',
  'damaged',
  'unknown_encoding',
  'no_rows',
  'too_heavy',
  'too_slow',
])
export type WorkbookRefusal = z.infer<typeof WorkbookRefusal>
