import type { KnownPlaces } from './place-known'
import { nameText } from './place-rules'
import { sortCode, type RoomName } from './room-code'
import type { PlaceName } from './place-reader'

/** A known room that the name may have meant: offered, never applied by itself. `score` is 0 to 100. */
export type PlaceSuggestion = { code: string; score: number }

const least = 55
const shares = { building: 0.35, unit: 0.15, room: 0.5 }

/**
 * At most three known rooms near a name that gave none, the nearest first: its parts are compared one by one, by the
 * letters that would have to be changed, added, left out or swapped; building and unit may have changed places.
 */
export function suggestPlaces(name: PlaceName, known: KnownPlaces): PlaceSuggestion[] {
  const parts = partsOf(nameText(name))
  if (!parts) return []
  const scored = [...near(parts, known)].map(room => ({ code: room.code, score: scoreOf(parts, room) }))
  return scored
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || (sortCode(a.code) < sortCode(b.code) ? -1 : 1))
    .slice(0, 3)
}

/** `isExact`: the name holds nothing else that might tell one place from another. */
type Parts = { building?: string; unit?: string; room: string; isExact: boolean }

/** 栋 and 元 name their parts; else the last number is the room, the first the building, one between them the unit. */
function partsOf(text: string): Parts | undefined {
  const found = [...text.matchAll(/(?<part>[A-Z0-9]+)(?<mark>[栋元]?)/g)]
  const tokens = found.map(({ groups }) => ({ part: clean(groups?.['part'] ?? ''), mark: groups?.['mark'] ?? '' }))
  const room = tokens.findLast(({ mark }) => mark === '')?.part
  if (room === undefined || !/\d/.test(room)) return undefined
  const isExact = found.map(({ groups }) => groups?.['part']).join('').length === text.replace(/[-栋元室]/g, '').length
  if (tokens.length === 1) {
    const glued = /^([A-Z]{1,2})(\d+)$/.exec(room)
    return glued ? { building: glued[1], room: glued[2] ?? room, isExact } : { room, isExact }
  }
  const marked = (mark: string) => tokens.find(token => token.mark === mark)?.part
  const others = tokens.slice(0, -1).filter(({ mark }) => mark === '')
  const building = marked('栋') ?? others.shift()?.part
  const unit = marked('元') ?? (others.length > 0 ? others.at(-1)?.part : undefined)
  return { building, unit, room, isExact }
}

const clean = (token: string): string => token.replace(/^0+(?=\d)/, '')

/** Where a near miss can be: the same number elsewhere, or another number beside it. */
function near({ building = '', unit, room }: Parts, known: KnownPlaces): Set<RoomName> {
  const found = new Set<RoomName>(known.withNumber(room).slice(0, 500))
  const [digits, letters] = [digitsOf(room), building.replace(/\D/g, '')]
  for (const number of [digits, room.replace(/\D/g, '')])
    for (const name of known.withNumber(number).slice(0, 500)) found.add(name)
  const units = unit === undefined ? ['0', '1', '2', '3', '4'] : [unit, '0']
  for (const one of units)
    for (const at of [building, letters]) for (const name of known.inUnit(at, one)) found.add(name)
  if (unit !== undefined) for (const name of known.inUnit(unit, building)) found.add(name)
  return found
}

function scoreOf(parts: Parts, room: RoomName): number {
  const straight = distance(parts, room)
  const swapped =
    parts.unit === undefined ? 1 : 0.12 + distance({ ...parts, building: parts.unit, unit: parts.building }, room)
  const words = parts.isExact ? 0 : 0.08
  return Math.round(100 * (1 - Math.min(1, straight + words, swapped + words)))
}

function distance({ building, unit, room }: Omit<Parts, 'isExact'>, name: RoomName): number {
  const ofUnit = unit === undefined ? (name.unit === '0' ? 0 : 0.5) : apart(unit, name.unit)
  return (
    shares.building * (building === undefined ? 0.8 : apart(building, name.building)) +
    shares.unit * ofUnit +
    shares.room * apart(room, name.room)
  )
}

/** Letters that look like digits: O for 0, I and L for 1. */
const digitsOf = (text: string): string => text.replaceAll('O', '0').replace(/[IL]/g, '1').replaceAll('S', '5')

/** Share of characters to be changed, 0 to 1; letters that only look like the digits cost a quarter. */
function apart(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.max(a.length, b.length)
  if (length - Math.min(a.length, b.length) > length / 2) return 1
  const edits = editDistance(a, b)
  const alike = /[A-Z]/.test(a + b) ? editDistance(digitsOf(a), digitsOf(b)) + 0.25 : edits
  return Math.min(1, Math.min(edits, alike) / length)
}

/** Damerau's distance of neighbours: change, add, leave out, or swap two that stand together. */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity
      row.push(Math.min(change, swap, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
