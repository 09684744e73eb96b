import { median } from './figure'

/** One measurement of one side: a rate per second, or a time. */
type Measure = () => Promise<number>

/**
 * Measures both sides in turns, in one run: the first of a round alternates, so that neither always meets the cooler
 * machine. The first round warms both up and is not counted.
 * @returns the medians of both sides, and of the rounds' ratios ours ÷ baseline
 */
export async function inTurns(
  counted: number,
  ours: Measure,
  baseline: Measure,
  say: (line: string) => void,
): Promise<{ value: number; baseline: number; ratio: number }> {
  const rounds: { ours: number; bare: number }[] = []
  for (let round = 0; round <= counted; round++) {
    const measured = round % 2 === 0 ? await oursFirst(ours, baseline) : await baselineFirst(ours, baseline)
    if (round > 0) rounds.push(measured)
    say(`round ${round}: ${measured.ours.toPrecision(4)} ÷ ${measured.bare.toPrecision(4)}`)
  }
  return {
    value: median(rounds.map(round => round.ours)),
    baseline: median(rounds.map(round => round.bare)),
    ratio: median(rounds.map(round => round.ours / round.bare)),
  }
}

async function oursFirst(ours: Measure, baseline: Measure) {
  const first = await ours()
  return { ours: first, bare: await baseline() }
}

async function baselineFirst(ours: Measure, baseline: Measure) {
  const first = await baseline()
  return { ours: await ours(), bare: first }
}
