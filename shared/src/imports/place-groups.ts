import { Evidences, mostExamples, type NameEntry } from './place-evidence'
import type { KnownPlaces } from './place-known'
import type { PlaceGroup } from './place-report'
import { proposeDropping, proposeLearned } from './place-proposals'
import { shapeOf } from './room-text'

const mostGroups = 100

/**
 * Names without a room by their shape, the most frequent first, each shape with one rule that would explain it where
 * the community's rooms show one. A rule is only ever proposed; one with a doubt asks for a closer look.
 */
export function groupPlaces(entries: readonly NameEntry[], known: KnownPlaces): PlaceGroup[] {
  const groups = [...byShape(entries)]
    .sort(([a, one], [b, other]) => rowsOf(other) - rowsOf(one) || (a < b ? -1 : 1))
    .slice(0, mostGroups)
  if (groups.length === 0) return []
  const evidences = new Evidences(known, entries)
  const dropping = groups.map(([, group]) => proposeDropping(group, evidences))
  // What a sure rule is about to explain counts as taken for those that are only learned from the rooms.
  for (const found of dropping) if (found && !found.doubt) evidences.take(evidences.weigh(found.rule).codes)
  return groups.map(([shape, group], nth) => {
    // A word that may not be left out unseen is not explained away by a rule learned from the numbers behind it.
    const proposal = dropping[nth] ?? proposeLearned(group, evidences)
    return {
      shape,
      rows: rowsOf(group),
      names: group.length,
      examples: group.slice(0, mostExamples).map(({ text }) => text),
      ...(proposal && { proposal }),
    }
  })
}

function byShape(entries: readonly NameEntry[]): Map<string, NameEntry[]> {
  const groups = new Map<string, NameEntry[]>()
  for (const entry of entries) {
    if (entry.reading.kind !== 'refused' || entry.text === '') continue
    const shape = shapeOf(entry.text)
    const group = groups.get(shape)
    if (group) group.push(entry)
    else groups.set(shape, [entry])
  }
  return groups
}

const rowsOf = (group: readonly NameEntry[]): number => group.reduce((sum, { rows }) => sum + rows, 0)
