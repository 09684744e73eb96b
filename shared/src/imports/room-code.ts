import { normaliseName } from './room-text'
import type { RoomNameRefusal } from './schema'

export type RoomParts = { building: string; unit: string; room: string }
export type RoomName = RoomParts & { code: string }
export type RoomNameResult = ({ ok: true } & RoomName) | Refused
export type RoomNameReading = ({ ok: true; hasUnit: boolean } & RoomName) | Refused
type Refused = { ok: false; reason: RoomNameRefusal }

/**
 * Reads one room's name, from one text or from the cells of three columns, into its three-part code `3-2-1501`.
 * Without a unit the unit is `0`; leading zeros fall away (`03-02-0101` is `3-2-101`); letters become capitals.
 * Ranges, floors, dates and unknown words are refused with a reason, never guessed.
 */
export function parseRoomName(input: string | RoomParts): RoomNameResult {
  const result = readRoomName(input)
  if (!result.ok) return result
  const { hasUnit: _, ...name } = result
  return name
}

/** Like `parseRoomName`; `hasUnit` says whether the name itself gave the unit, or it became `0` for want of one. */
export function readRoomName(input: string | RoomParts): RoomNameReading {
  return typeof input === 'string' ? fromText(normaliseName(input)) : fromColumns(input)
}

/** The code of a room whose parts are already clean: the inverse of `parseRoomName`. */
export const formatRoomCode = ({ building, unit, room }: RoomParts): string => `${building}-${unit}-${room}`

/** A key in the natural order of codes: 3-2-201 before 3-2-1501, 3 before 3A before 10. */
export const sortCode = (code: string): string => code.replace(/\d+/g, digits => digits.padStart(6, '0'))

const BUILDING = '[A-Z]{1,2}|[A-Z]{0,2}\\d{1,3}[A-Z]?'
const UNIT = '\\d{1,2}|[A-Z]\\d?'
const ROOM = '[A-Z]{0,2}\\d{1,5}[A-Z]?'
const FLOOR = '(?:(?<floor>\\d{1,2})[层楼]-?)?'
/** After `normaliseName`: 栋 follows a building, 元 a unit, 室 a room. */
const spelling = new RegExp(
  `^(?<building>${BUILDING})(?<marked>栋-?|-)(?:(?<unit>${UNIT})(?:元-?|-))?${FLOOR}(?<room>${ROOM})(?<tail>室?)$`,
)
const buildingCell = new RegExp(`^(?<building>${BUILDING})栋?(?:(?:栋-?|-)(?<unit>${UNIT})元?)?$`)
const unitCell = new RegExp(`^(?:(?<building>${BUILDING})(?:栋-?|-))?(?<unit>${UNIT})元?$`)
const roomCell = new RegExp(`^(?:(?<unit>${UNIT})(?<marked>元-?|-))?${FLOOR}(?<room>${ROOM})室?$`)
const noUnit = new Set(['', '-', '/', '无'])

function fromText(text: string): RoomNameReading {
  const found = spelling.exec(text)?.groups
  if (!found) return refuse(reasonFor(text))
  const { building = '', unit, room = '', floor, marked, tail } = found
  if (/^\d+F$/.test(building)) return refuse('room_floor')
  if (unit === undefined) {
    const words = marked !== '-' || tail !== ''
    if (/^\d{3}$/.test(building) && /^\d{3}$/.test(room) && !words) return refuse('room_range')
    if (/^B\d$/.test(building) && !words) return refuse('room_floor')
    if (room.replace(/\D/g, '').length < 3 && tail === '') return refuse('room_ambiguous')
  }
  return checked({ building, unit, room }, floor)
}

function fromColumns(cells: RoomParts): RoomNameReading {
  const [building, unit, room] = [normaliseName(cells.building), normaliseName(cells.unit), normaliseName(cells.room)]
  if (room === '' || room === '-') return refuse('room_empty')
  const first = building === '' ? {} : buildingCell.exec(building)?.groups
  if (!first) return refuse(reasonFor(building))
  const second = noUnit.has(unit) ? {} : unitCell.exec(unit)?.groups
  if (!second) return refuse(reasonFor(unit))
  const beside = { building: cleaned(first.building ?? second.building), unit: cleaned(second.unit ?? first.unit) }
  if (second.building !== undefined && clean(second.building) !== beside.building) return refuse('room_mismatch')
  const isWhole = room.includes('栋') || room.split('-').length > 2
  if (isWhole || beside.building === undefined) return agreeing(fromText(room), beside)
  return inColumns(room, { building: beside.building, unit: beside.unit })
}

/** The room's own cell beside a building: `1501`, `2-1501`, `2单元1501`. */
function inColumns(text: string, beside: { building: string; unit?: string }): RoomNameReading {
  const found = roomCell.exec(text)?.groups
  if (!found) return refuse(reasonFor(text, true))
  const { unit: inside, room = '', marked, floor } = found
  if (inside === undefined) return checked({ building: beside.building, unit: beside.unit, room }, floor)
  const unit = clean(inside)
  const repeated = marked === '-' && unit === beside.building
  if (beside.unit === undefined && repeated) return refuse('room_ambiguous')
  if (beside.unit !== undefined && unit !== beside.unit && !repeated) return refuse('room_mismatch')
  return checked({ building: beside.building, unit: beside.unit ?? unit, room }, floor)
}

function agreeing(whole: RoomNameReading, beside: { building?: string; unit?: string }): RoomNameReading {
  if (!whole.ok) return whole
  const { building = whole.building, unit = whole.unit } = beside
  return whole.building === building && whole.unit === unit ? whole : refuse('room_mismatch')
}

function checked(parts: Omit<RoomParts, 'unit'> & { unit?: string }, floor?: string): RoomNameReading {
  const name = { building: clean(parts.building), unit: clean(parts.unit ?? '0'), room: clean(parts.room) }
  if (/^\d{1,2}F$/.test(name.room)) return refuse('room_floor')
  if (name.room === '0') return refuse('room_form')
  if (floor !== undefined && !(name.room.length > 2 && name.room.startsWith(clean(floor))))
    return refuse('room_ambiguous')
  return { ok: true, ...name, code: formatRoomCode(name), hasUnit: parts.unit !== undefined }
}

function reasonFor(text: string, besideBuilding = false): RoomNameRefusal {
  if (text === '') return 'room_empty'
  if (
    /^\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d月(\d|$)|^(?:\d{1,2}-)?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)/.test(
      text,
    )
  )
    return 'room_date'
  if (/\d{2}[室房]?(?:[ ~〜至到、/,;&和及]|-\d{3,}室?$)/.test(text) || text.split('-').length > 3) return 'room_range'
  if (/\d[F层楼]|^-?\dF?层?$/.test(text) && !besideBuilding) return 'room_floor'
  if (/^[A-Z]?\d+[A-Z]?室?$/.test(text) || text.startsWith('元') || /^\d{1,2}元/.test(text)) return 'room_no_building'
  return /[\u3400-\u9fff]/.test(text) ? 'room_words' : 'room_form'
}

function clean(part: string): string {
  return part.replace(/^0+(?=\d)/, '')
}

function cleaned(part: string | undefined): string | undefined {
  return part === undefined ? undefined : clean(part)
}

function refuse(reason: RoomNameRefusal): Refused {
  return { ok: false, reason }
}
