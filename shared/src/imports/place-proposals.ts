import {
  commonPlaces,
  droppedPrefixes,
  learnedBuildings,
  learnedPrefixes,
  patterns,
  type Rivals,
} from './place-candidates'
import { evenly, type Evidence, type Evidences, type NameEntry } from './place-evidence'
import type { PlaceProposal } from './place-report'
import type { RuleWords } from './place-rules'
import { suggestPlaces } from './place-suggest'
import { proposalDoubts, ruleSentence } from './place-words'

/** Words that only say what a room is used for. */
const use = /^(?:商用|商业|商住|住宅|民用|写字楼|办公|公寓|店面|门面|商铺|铺面|房屋|房号)$/
/** Words that tell one estate or part of it from another: the same number may stand in both. */
const apart = /[期区苑园院里村庄湾郡庭府街路巷弄]|组团|地块/

/** Proposes a rule for names of one shape that may be left out at its beginning. */
export function proposeDropping(group: readonly NameEntry[], evidences: Evidences): PlaceProposal | undefined {
  const sample = evenly(group, 40)
  const rules = droppedPrefixes(sample).filter(rule => evidences.weighOn(rule, sample).names * 2 >= sample.length)
  const weighed = rules.map(rule => ({ rule, found: evidences.weigh(rule) }))
  const [best] = weighed.sort((a, b) => b.found.rows - a.found.rows || b.rule.from.length - a.rule.from.length)
  if (!best || best.found.names === 0 || evidences.disturbs(best.rule)) return undefined
  return proposal(best.rule, best.found, doubtOfDropping(best.rule.from, best.found))
}

/** Proposes a rule whose rooms must be learned from the community's own, or that says that there is none. */
export function proposeLearned(group: readonly NameEntry[], evidences: Evidences): PlaceProposal | undefined {
  const sample = evenly(group, 40)
  const kinds = [learnedBuildings, learnedPrefixes, patterns].map(make => make(sample, evidences.known))
  for (const rivals of kinds) {
    const learned = bestOf(rivals, sample, evidences)
    if (learned && !evidences.disturbs(learned.rule)) return learned
  }
  return proposeNoRoom(sample, evidences)
}

/** The one rule among its rivals that fits (nearly) all names; a second that fits as well leaves nothing to choose by. */
function bestOf(rivals: Rivals, sample: readonly NameEntry[], evidences: Evidences): PlaceProposal | undefined {
  const fits = (found: Evidence) => found.names / Math.max(1, sample.length)
  const weighed = rivals.map(rule => ({ rule, found: evidences.weighOn(rule, sample) }))
  const free = weighed.filter(({ found }) => fits(found) >= 0.9 && found.taken <= found.codes.length * 0.2)
  const [best] = free
  if (!best || free.length > 1) return undefined
  const isOnlyFit = weighed.every(one => one === best || fits(one.found) <= 0.5)
  const found = evidences.weigh(best.rule)
  const isFull = found.missed <= found.names * 0.05
  const isSure = isOnlyFit && isFull && found.unchecked === 0
  if (apart.test(best.rule.from)) return proposal(best.rule, found, proposalDoubts.another_estate(best.rule.from))
  const doubt = found.names < 5 ? proposalDoubts.few : isSure ? undefined : proposalDoubts.guessed
  return proposal(best.rule, found, doubt)
}

function proposeNoRoom(sample: readonly NameEntry[], evidences: Evidences): PlaceProposal | undefined {
  const [rule] = commonPlaces(sample)
  if (!rule || evidences.disturbs(rule)) return undefined
  const isNear = sample.some(({ name }) => (suggestPlaces(name, evidences.known)[0]?.score ?? 0) >= 80)
  const found = evidences.weigh(rule)
  return isNear || found.rows === 0 ? undefined : proposal(rule, found)
}

function doubtOfDropping(from: string, found: Evidence): string | undefined {
  const word = from.replace(/-+$/, '')
  if (found.unchecked > 0) return proposalDoubts.unchecked
  if (apart.test(word)) return proposalDoubts.another_estate(from)
  if (found.missed > (found.missed + found.names) * 0.1) return proposalDoubts.partly(found.missed)
  if (use.test(word)) return undefined
  if (found.taken > found.codes.length * 0.3) return proposalDoubts.taken(found.taken)
  return found.names < 3 ? proposalDoubts.few : undefined
}

const proposal = (rule: RuleWords, { rows, examples }: Evidence, doubt?: string): PlaceProposal => ({
  rule,
  sentence: ruleSentence(rule),
  rows,
  examples,
  ...(doubt !== undefined && { doubt }),
})
