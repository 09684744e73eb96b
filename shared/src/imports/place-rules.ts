import type { RoomParts } from './room-code'
import { normaliseName } from './room-text'
import type { PlaceRule } from './settings'

export type RuleWords = Omit<PlaceRule, 'ruleId'>
/** What a rule makes of a name: another name to be read, several whole names, or no room on purpose. */
export type RuleMeaning = { kind: 'name'; name: string | RoomParts } | { kind: 'names'; names: string[] } | NotARoom
type NotARoom = { kind: 'not_a_room' }
/**
 * A rule ready for use, given a name and its `nameText`. `isWhole`: it speaks of one whole name, and so goes before
 * rules that speak of many.
 */
export type CompiledRule = { isWhole: boolean; apply: Apply }
type Apply = (name: string | RoomParts, text: string) => RuleMeaning | undefined

/** {n} any number, {nn} one of two digits and so on, {a} letters, {x} any text or none. */
export const placeholder = /\{(?:n{1,6}|a|x)\}/g
const numbered = /\{(\d)\}/g

/** Makes a rule ready; it does not depend on how the name is spelled (width, dashes, 座 or 栋). */
export function compileRule(rule: RuleWords): CompiledRule {
  const { from, to, kind } = rule
  if (kind === 'building') return { isWhole: false, apply: buildingRule(normaliseName(from), to) }
  if (kind === 'prefix') return { isWhole: false, apply: prefixRule(normaliseName(from).replace(/-+$/, ''), to) }
  const pattern = patternOf(from)
  const isWhole = kind !== 'pattern' && !hasPlaceholders(from)
  return {
    isWhole,
    apply: (_, text) => {
      const parts = pattern.exec(text)
      if (!parts) return undefined
      if (kind === 'not_a_room') return { kind: 'not_a_room' }
      if (kind === 'alias') return { kind: 'names', names: splitNames(to) }
      return { kind: 'name', name: to.replace(numbered, (_part, nth: string) => parts[Number(nth)] ?? '') }
    },
  }
}

export const hasPlaceholders = (text: string): boolean => text.search(placeholder) >= 0
export const splitNames = (text: string): string[] => text.split(/[、,，;；]/).map(part => part.trim())

/** The name in one line, normalised: what rules are held against. */
export function nameText(name: string | RoomParts): string {
  if (typeof name === 'string') return normaliseName(name)
  const cells = [name.building, name.unit, name.room].map(cell => cell.trim()).filter(cell => cell !== '')
  return normaliseName(cells.join('-'))
}

/** A prefix that is left out may also stand in a row's own cell for the room: 5 | | 商铺12. */
function prefixRule(from: string, to: string): Apply {
  const without = (text: string) => after(text, from)?.replace(/^[栋元室].*|^$/, '') || undefined
  return (name, text) => {
    const rest = without(text)
    if (rest !== undefined) return { kind: 'name', name: to + rest }
    if (typeof name === 'string' || to !== '' || name.building.trim() === '') return undefined
    const room = without(normaliseName(name.room))
    return room === undefined ? undefined : { kind: 'name', name: { ...name, room } }
  }
}

/** A building's name stands in its own cell, or at the beginning of a name. */
function buildingRule(from: string, to: string): Apply {
  const bare = from.replace(/栋$/, '')
  return (name, text) => {
    if (typeof name !== 'string' && name.building.trim() !== '') {
      const cell = normaliseName(name.building).replace(/栋$/, '')
      return cell === bare ? { kind: 'name', name: { ...name, building: to } } : undefined
    }
    const rest = after(text, bare)?.replace(/^栋-?/, '')
    return rest === undefined || rest === '' ? undefined : { kind: 'name', name: `${to}栋${rest}` }
  }
}

/** What follows the beginning, unless that cuts a number or a word of letters in two. */
function after(text: string, beginning: string): string | undefined {
  if (beginning === '' || !text.startsWith(beginning)) return undefined
  const rest = text.slice(beginning.length)
  const [last = '', next = ''] = [beginning.at(-1), rest[0]]
  const isCut = (/\d/.test(last) && /\d/.test(next)) || (/[A-Z]/.test(last) && /[A-Z]/.test(next))
  return isCut ? undefined : rest.replace(/^-/, '')
}

/** Placeholders stand as made-up parts while the words around them are normalised. */
function patternOf(from: string): RegExp {
  const found: string[] = []
  const standing = from.replace(placeholder, word => {
    const at = found.push(word) - 1
    return word === '{a}' ? `QZXJ${'ABCDEFGHI'[at] ?? 'I'}` : word === '{x}' ? `龘${at}龘` : `900817${at}`
  })
  const source = normaliseName(standing)
    .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replace(/QZXJ[A-I]/g, '([A-Z]+)')
    .replace(/龘\d龘/g, '(.*)')
    .replace(/900817(\d)/g, (_, at: string) => {
      const word = found[Number(at)] ?? ''
      return word === '{n}' ? String.raw`(\d+)` : String.raw`(\d{${word.length - 2}})`
    })
  return new RegExp(`^${source}$`)
}
