import { formatRoomCode, readRoomName, type RoomName, type RoomNameReading, type RoomParts } from './room-code'
import { normaliseName, plainName } from './room-text'
import type { PlaceRefusal } from './schema'

/** The rooms that a name spells, whether or not they exist: one, or several for a list or a range. */
export type PlaceSpelling = Spelled | { ok: false; reason: PlaceRefusal }
export type Spelled = { ok: true; rooms: RoomName[]; hasUnit: boolean }
type Read = (text: string) => RoomNameReading

const longest = 40
const listMarks = /[、,;/|&+和及]/
const rangeMark = /[~〜至到]/
const bareRoom = /^(?<letters>[A-Z]{0,2})(?<digits>\d{1,5})室?$/
const roomAtEnd = /(?<letters>[A-Z]{0,2})(?<digits>\d{1,5})室?$/

/**
 * Reads one name, a list (`1-1-101、102`) or a range (`B座2511-2513`, `1-1-101~103`). A range is every number from the
 * first to the last of one floor, odd and even alike, at most 40. Whatever can be read in two ways is refused.
 */
export function readPlaces(name: string | RoomParts): PlaceSpelling {
  const single = readRoomName(name)
  if (single.ok) return spelled([single], single.hasUnit)
  const cells = typeof name === 'string' ? undefined : name
  const text = (typeof name === 'string' ? name : name.room).normalize('NFKC').replace(/\s*\n\s*/g, '、')
  const [first = '', ...others] = text.split(listMarks).map(plainName)
  const begin = readItem(first, item => readRoomName(cells ? { ...cells, room: item } : item))
  if (!begin.ok) return begin.reason.startsWith('place_') || begin.reason === 'room_range' ? begin : single
  const rooms = [...begin.rooms]
  for (const item of others) {
    const next = readItem(item, part => readBeside(begin, first, part, cells))
    if (!next.ok) return refuse(next.reason.startsWith('place_') ? next.reason : 'room_range')
    rooms.push(...next.rooms)
  }
  return rooms.length > longest ? refuse('place_range_long') : spelled(rooms, begin.hasUnit)
}

/** One part of a list: a room, or a range whose ends `read` understands. */
function readItem(text: string, read: Read): PlaceSpelling {
  const whole = read(text)
  if (whole.ok) return spelled([whole], whole.hasUnit)
  const marked = rangeMark.test(text)
  const at = marked ? text.search(rangeMark) : text.lastIndexOf('-')
  if (at < 1) return whole
  const [from, to] = [normaliseName(text.slice(0, at)), normaliseName(text.slice(at + 1))]
  const begin = read(from)
  if (!begin.ok) return whole
  const numbers = numbersBetween(from, to, begin, read)
  if (numbers === undefined) return refuse('room_range')
  if (typeof numbers === 'string') return refuse(numbers)
  if (!marked && begin.unit !== '0' && begin.room.length < 3) return refuse('room_range')
  return spelled(
    numbers.map(room => ({ ...begin, room, code: formatRoomCode({ ...begin, room }) })),
    begin.hasUnit,
  )
}

/** The numbers of a range: same letters, same number of digits, same floor (all digits but the last two). */
function numbersBetween(from: string, to: string, begin: RoomName, read: Read): string[] | PlaceRefusal | undefined {
  const first = roomAtEnd.exec(from)?.groups
  const last = bareRoom.exec(to)?.groups ?? sameUnit(to, begin, read)
  if (!first || !last) return undefined
  const [letters, low, high] = [first['letters'] ?? '', first['digits'] ?? '', last['digits'] ?? '']
  if ((last['letters'] ?? '') !== '' && last['letters'] !== letters) return undefined
  if (low.length !== high.length || Number(low) >= Number(high)) return undefined
  if (low.slice(0, -2) !== high.slice(0, -2)) return 'place_range_floors'
  const count = Number(high) - Number(low) + 1
  if (count > longest) return 'place_range_long'
  return Array.from({ length: count }, (_, nth) => `${letters}${Number(low) + nth}`)
}

/** The last room of a range, written out in full beside the first of the same unit. */
function sameUnit(to: string, begin: RoomName, read: Read) {
  const end = read(to)
  const isBeside = end.ok && end.building === begin.building && end.unit === begin.unit
  return isBeside ? roomAtEnd.exec(to)?.groups : undefined
}

/** A later part of a list: the bare number of a room beside the first, or a name as full as the first one's. */
function readBeside(begin: Spelled, first: string, text: string, cells: RoomParts | undefined): RoomNameReading {
  const head = begin.rooms[0]
  const digits = bareRoom.exec(normaliseName(text))?.groups?.['digits']
  if (!head || (digits !== undefined && digits.length < 3 && digits.length !== widthOf(first)))
    return { ok: false, reason: 'room_range' }
  if (cells) return readRoomName({ ...cells, room: text })
  if (digits !== undefined)
    return readRoomName(formatRoomCode({ ...head, room: normaliseName(text).replace('室', '') }))
  const full = readRoomName(text)
  return full.ok && full.hasUnit !== begin.hasUnit ? { ok: false, reason: 'room_range' } : full
}

const widthOf = (text: string): number => roomAtEnd.exec(normaliseName(text))?.groups?.['digits']?.length ?? 0

function spelled(rooms: readonly RoomName[], hasUnit: boolean): Spelled {
  const named = rooms.map(({ building, unit, room, code }) => [code, { building, unit, room, code }] as const)
  return { ok: true, rooms: [...new Map(named).values()], hasUnit }
}

function refuse(reason: PlaceRefusal): { ok: false; reason: PlaceRefusal } {
  return { ok: false, reason }
}
