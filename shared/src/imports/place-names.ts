import type { RoomName, RoomParts } from './room-code'
import type { PlaceRefusal } from './schema'
import type { PlaceRule } from './settings'

/** A name as it stands in a file: one text, or the cells of building, unit and room. */
export type PlaceName = string | RoomParts

/** Rooms (several for a range), no room on purpose, or a refusal; `ruleId` names the rule by which it came. */
export type PlaceReading =
  | { kind: 'rooms'; rooms: RoomName[]; ruleId?: string }
  | { kind: 'not_a_room'; ruleId: string }
  | { kind: 'refused'; reason: PlaceRefusal; ruleIds?: string[] }

/** A known room that the name may have meant: offered, never applied by itself. `score` is 0 to 100. */
export type PlaceSuggestion = { code: string; score: number }

/** What one rule did: rows and the first names that it explained, and names that would be rooms without it. */
export type RuleUse = { ruleId: string; rows: number; examples: { name: string; meaning: string }[]; overrides: number }

/** A rule that would explain names, how many rows, and whether anything speaks against it. */
export type PlaceProposal = { rule: Omit<PlaceRule, 'ruleId'>; sentence: string; rows: number; doubt?: string }
/** Names of one shape (`商用-B座####`) that no room was found for. */
export type PlaceGroup = { shape: string; rows: number; names: number; examples: string[]; proposal?: PlaceProposal }

export type PlaceReport = {
  matchedRows: number
  notARoomRows: number
  refusedRows: number
  rules: RuleUse[]
  /** The most frequent first, at most 100. */
  groups: PlaceGroup[]
}

export type PlaceResolver = {
  /** Reads the name of one row and counts it. `mustExist`: only rooms among the known ones are accepted. */
  resolve(name: PlaceName, options: { mustExist: boolean }): PlaceReading
  /** At most three known rooms near a refused name, the nearest first. */
  suggest(name: PlaceName): PlaceSuggestion[]
  /** Everything counted so far. */
  report(): PlaceReport
}
