import { PlaceResolver } from '@linli/shared/imports/place-names'
import type { PlaceProposal } from '@linli/shared/imports/place-report'
import { placeRuleProblem } from '@linli/shared/imports/place-rule-check'
import type { PlaceReading } from '@linli/shared/imports/place-reader'
import type { PlaceRule } from '@linli/shared/imports/settings'
import { StartError } from '../local/start-error'
import type { Figure } from './figure'
import { type Ledger, type LedgerRow, makeLedger } from './import-match-ledger'

const publishedRows = 14_462

/** The share of a ledger's rows that match, or that one rule explains; a single wrong match ends the run. */
export function importMatch(say: (line: string) => void): Promise<Figure[]> {
  const outcome = matchLedger(makeLedger(publishedRows, 20_261_122), say)
  say(`${outcome.plain} rows match as they stand, ${outcome.explained} with ${outcome.rules.length} rules`)
  for (const [sort, rows] of outcome.openBySort) say(`open: ${rows} × ${sort}`)
  if (outcome.wrong.length > 0)
    throw new StartError(`${outcome.wrong.length} rows match wrongly: ${outcome.wrong.slice(0, 10).join('; ')}`)
  const { explained } = outcome
  const figure = {
    name: 'import-match',
    value: explained,
    unit: 'rows',
    baseline: publishedRows,
    ratio: explained / publishedRows,
  }
  return Promise.resolve([figure])
}

export type Outcome = {
  /** Rows that match without any rule. */
  plain: number
  explained: number
  rules: PlaceRule[]
  wrong: string[]
  openBySort: [string, number][]
}

/** Reads the ledger again and again, with one more rule each time, until nothing is proposed that the clerk accepts. */
export function matchLedger({ rooms, rows }: Ledger, say: (line: string) => void): Outcome {
  const rules: PlaceRule[] = []
  const plain = read(rooms, rows, rules).report.matchedRows
  for (;;) {
    const { report, truths } = read(rooms, rows, rules)
    const proposals = report.groups.flatMap(({ proposal }) => proposal ?? [])
    const accepted = proposals.find(proposal => accepts(proposal, rules, truths))
    if (!accepted) break
    rules.push({ ruleId: `rule-${rules.length + 1}`, ...accepted.rule })
    say(
      `${accepted.doubt === undefined ? 'accepted' : 'accepted after a look'}: ${accepted.sentence} (${accepted.rows})`,
    )
  }
  const { readings } = read(rooms, rows, rules)
  const judged = rows.map((row, nth) => ({ row, verdict: verdictOf(row, readings[nth]) }))
  const open = new Map<string, number>()
  for (const { row, verdict } of judged) if (verdict === 'open') open.set(row.sort, (open.get(row.sort) ?? 0) + 1)
  return {
    plain,
    explained: judged.filter(({ verdict }) => verdict === 'right').length,
    rules,
    wrong: judged.filter(({ verdict }) => verdict === 'wrong').map(({ row }) => JSON.stringify(row.name)),
    openBySort: [...open],
  }
}

function read(rooms: readonly string[], rows: readonly LedgerRow[], rules: readonly PlaceRule[]) {
  const resolver = new PlaceResolver({ rules, knownRooms: rooms })
  const readings = rows.map(({ name }) => resolver.resolve(name, { mustExist: true }))
  const truths = new Map(rows.map(row => [typeof row.name === 'string' ? row.name.normalize('NFKC').trim() : '', row]))
  return { report: resolver.report(), readings, truths }
}

/** The clerk takes what comes without a doubt as it is; where one is told, he compares the examples that are shown. */
function accepts(
  proposal: PlaceProposal,
  rules: readonly PlaceRule[],
  truths: ReadonlyMap<string, LedgerRow>,
): boolean {
  const { rule, doubt, examples } = proposal
  if (placeRuleProblem({ ruleId: 'new', ...rule }, rules) !== undefined) return false
  if (doubt === undefined) return true
  return examples.every(({ name, meaning }) => {
    const truth = truths.get(name)?.truth
    return truth?.kind === 'rooms' && truth.codes.join('、') === meaning
  })
}

function verdictOf({ truth }: LedgerRow, reading: PlaceReading | undefined): 'right' | 'wrong' | 'open' {
  if (!reading || reading.kind === 'refused') return 'open'
  if (reading.kind === 'not_a_room') return truth.kind === 'no_room' ? 'right' : 'wrong'
  if (truth.kind !== 'rooms') return 'wrong'
  const codes = reading.rooms.map(({ code }) => code)
  return codes.toSorted().join() === truth.codes.toSorted().join() ? 'right' : 'wrong'
}
