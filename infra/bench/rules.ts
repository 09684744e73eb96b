import { billLines } from '@linli/shared/billing/amount'
import type { Figure } from './figure'
import { inTurns } from './rounds'
import { bareLine } from './rules-bare'
import { type RuleCase, ruleCases } from './rules-cases'

const rounds = 9
const cases = 30_000

/** Lines a second of the fee engine ÷ the same arithmetic written out by hand with BigInt, in one process. */
export async function rules(say: (line: string) => void): Promise<Figure[]> {
  const given = ruleCases(cases)
  say(`${cases} lines by area, of a fixed amount and of tiered meters, ${rounds} rounds`)
  for (const each of given) sameLine(each)
  const measured = await inTurns(
    rounds,
    () => rateOf(() => given.forEach(({ input }) => billLines(input))),
    () => rateOf(() => given.forEach(bareLine)),
    say,
  )
  return [{ name: 'rules', unit: 'lines/s', ...measured }]
}

/** Both sides do the same work, or the figure says nothing. */
export function sameLine(each: RuleCase): void {
  const result = billLines(each.input)
  if (!result.ok) throw new Error(result.reason)
  const [line] = result.lines
  const bare = bareLine(each)
  if (line?.exactFen !== bare.exactFen || line.amountFen !== bare.amountFen)
    throw new Error(`${each.kind}: ${line?.exactFen} is not ${bare.exactFen}`)
}

function rateOf(work: () => void): Promise<number> {
  const start = performance.now()
  work()
  return Promise.resolve(cases / ((performance.now() - start) / 1_000))
}
