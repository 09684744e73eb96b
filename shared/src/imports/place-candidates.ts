import type { KnownPlaces } from './place-known'
import { readPlaces } from './place-range'
import type { NameEntry } from './place-evidence'
import type { RuleWords } from './place-rules'
import { normaliseName, plainName } from './room-text'

/** Rules that say the same of the same names, apart from which building or parts they mean. */
export type Rivals = readonly RuleWords[]

/** Words of places that nobody owns alone; a name that holds one and no room's number is no room. */
const common =
  /大厅|门厅|大堂|电梯|广告|外墙|楼顶|天台|屋面|架空层|配电|泵房|机房|基站|岗亭|门岗|值班室|物业用房|消防|公共|公区|绿化|广场|围墙|快递柜|充电桩|自动售货|垃圾|临时摊位/

/** Beginnings of words that may simply be left out: `商用-`. A number in it may be the unit, and is never dropped. */
export function droppedPrefixes(sample: readonly NameEntry[]): Rivals {
  const found = new Set<string>()
  for (const { name, text } of sample) {
    for (const from of wordsBefore(text, rest => readPlaces(rest).ok)) found.add(from)
    if (typeof name !== 'string')
      for (const from of wordsBefore(plainName(name.room), room => readPlaces({ ...name, room }).ok)) found.add(from)
  }
  return [...found].slice(0, 20).map(from => ({ kind: 'prefix', from, to: '' }))
}

function wordsBefore(text: string, isName: (rest: string) => boolean): string[] {
  const cuts = [...text.matchAll(/(?<=[^A-Z0-9])[A-Z0-9]|(?<=[A-Z])\d/g)].map(({ index }) => index)
  return cuts.filter(at => !/\d|^-*$/.test(text.slice(0, at)) && isName(text.slice(at))).map(at => text.slice(0, at))
}

/** A word before a bare number stands for a building: `商铺12` is S-0-12. */
export function learnedPrefixes(sample: readonly NameEntry[], known: KnownPlaces): Rivals {
  const heads = new Map<string, Map<string, number>>()
  for (const { text } of sample) {
    const cut = /^(?<from>.*[^A-Z0-9])(?<number>[A-Z]?\d{1,5})[号室]?$/.exec(text)?.groups
    const [from, number] = [cut?.['from'], normaliseName(cut?.['number'] ?? '').replace(/^0+(?=\d)/, '')]
    if (from === undefined || !/[\u3400-\u9fffA-Z]/.test(from)) continue
    const counts = heads.get(from) ?? new Map<string, number>()
    heads.set(from, counts)
    for (const { building, unit } of known.withNumber(number).slice(0, 200))
      counts.set(`${building}-${unit}-`, (counts.get(`${building}-${unit}-`) ?? 0) + 1)
  }
  return [...heads].flatMap(([from, counts]) => most(counts, 6).map(to => ({ kind: 'prefix' as const, from, to })))
}

/** A building that the community does not have stands for one that it has. */
export function learnedBuildings(sample: readonly NameEntry[], known: KnownPlaces): Rivals {
  const counts = new Map<string, number>()
  for (const { name, text } of sample) {
    const cell = typeof name === 'string' ? '' : name.building.trim()
    const spelling = readPlaces(name)
    const from = cell !== '' ? cell : spelling.ok ? (spelling.rooms[0]?.building ?? '') : ''
    if (from === '' || known.buildings.has(from) || text === '') continue
    counts.set(from, (counts.get(from) ?? 0) + 1)
  }
  const [from] = most(counts, 1)
  return from === undefined ? [] : [...known.buildings].slice(0, 80).map(to => ({ kind: 'building', from, to }))
}

/** Numbers and a building's letter in fixed words: `A座1F-01` is A-0-101. Every part must serve in the room's code. */
export function patterns(sample: readonly NameEntry[], known: KnownPlaces): Rivals {
  const first = sample[0]
  if (!first) return []
  const parts: string[] = []
  const from = first.text.replace(/[A-Z]+(?=[座栋幢区号#])|\d+/g, part => {
    parts.push(part)
    return /\d/.test(part) ? '{n}' : '{a}'
  })
  if (parts.length < 2 || parts.length > 4) return []
  const tails = parts.length > 2 ? [2, 1] : [1, 2]
  const letters = most(lettersOf(known), 4)
  return tails.flatMap(tail => templates(parts.length, tail, letters, known)).map(to => ({ kind: 'pattern', from, to }))
}

/** A word of common places, wherever it stands in the name. */
export function commonPlaces(sample: readonly NameEntry[]): Rivals {
  const words = new Set(sample.flatMap(({ text }) => common.exec(text)?.[0] ?? []))
  return [...words].map(word => ({ kind: 'not_a_room', from: `{x}${word}{x}`, to: '' }))
}

/** Codes made of all parts in their order: the last `tail` of them are the room's number, what is left its head. */
function templates(count: number, tail: number, letters: readonly string[], known: KnownPlaces): string[] {
  const all = Array.from({ length: count }, (_, at) => `{${at + 1}}`)
  const [head, room] = [all.slice(0, count - tail), all.slice(count - tail).join('')]
  const heads = head.length === 0 ? headsOf(known) : head.length === 1 ? [`${head[0]}-0`] : [head.join('-')]
  if (head.length > 2) return []
  if (head.length === 2) heads.push(head.toReversed().join('-'))
  return heads.flatMap(one => ['', ...letters].map(letter => `${one}-${letter}${room}`))
}

const headsOf = (known: KnownPlaces): string[] =>
  [...new Set([...known].map(({ building, unit }) => `${building}-${unit}`))].slice(0, 80)

function lettersOf(known: KnownPlaces): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { room } of known) {
    const letter = /^[A-Z]+/.exec(room)?.[0]
    if (letter !== undefined) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  return counts
}

function most(counts: ReadonlyMap<string, number>, limit: number): string[] {
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return sorted.slice(0, limit).map(([key]) => key)
}
