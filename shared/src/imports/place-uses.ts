import { mostExamples, type NameEntry } from './place-evidence'
import type { PlaceReader, PlaceReading } from './place-reader'
import type { RuleUse } from './place-report'
import type { PlaceRule } from './settings'

/** Every rule at work, those without a row included, in the order in which the rules are given. */
export function usesOfRules(
  rules: readonly PlaceRule[],
  entries: readonly NameEntry[],
  reader: PlaceReader,
): RuleUse[] {
  const uses = new Map<string, RuleUse>(
    rules.map(({ ruleId }) => [ruleId, { ruleId, rows: 0, examples: [], overrides: 0, missed: 0, conflicts: 0 }]),
  )
  for (const { name, text, rows, reading } of entries) {
    if (reading.kind === 'refused') {
      const kind = reading.reason === 'place_conflict' ? 'conflicts' : 'missed'
      for (const ruleId of reading.ruleIds ?? []) add(uses.get(ruleId), use => (use[kind] += rows))
    }
    const meaning = meaningOf(reading)
    if (meaning === undefined || reading.kind === 'refused' || reading.ruleId === undefined) continue
    const without = meaningOf(reader.readPlain(name, true))
    add(uses.get(reading.ruleId), use => {
      use.rows += rows
      if (without !== undefined && without !== meaning) use.overrides += rows
      if (use.examples.length < mostExamples) use.examples.push({ name: text, meaning })
    })
  }
  return [...uses.values()]
}

/** The codes of the rooms, joined by 、; an empty text where there is no room on purpose. */
function meaningOf(reading: PlaceReading): string | undefined {
  if (reading.kind === 'refused') return undefined
  return reading.kind === 'rooms' ? reading.rooms.map(({ code }) => code).join('、') : ''
}

function add(use: RuleUse | undefined, count: (use: RuleUse) => void): void {
  if (use) count(use)
}
