import { makeEstate } from '../../functions/test/simulate/estate'
import { history } from '../../functions/test/simulate/history'
import { planOf } from '../../functions/test/simulate/plan'
import { seedOf } from '../../functions/test/simulate/random'
import { shrink } from '../../functions/test/simulate/shrink'

/** One history of a run, as the sentences that it is told in; and whether it holds. */
export async function wholeStory(seed: string, nth: number): Promise<{ text: string; holds: boolean }> {
  const { story, breaks, hash } = await history(await makeEstate(), planOf(seedOf(seed, nth)))
  const text = [...story, ...breaks.map(each => `BREAK ${each}`), `trace ${hash}`].join('\n')
  return { text, holds: breaks.length === 0 }
}

/** The shortest story near one that breaks. */
export async function shortestStory(seed: string, nth: number): Promise<string> {
  const estate = await makeEstate()
  const plan = planOf(seedOf(seed, nth))
  const small = await shrink(estate, plan, await history(estate, plan))
  return [
    `\nThe shortest story near it that breaks (${small.plan.parts.map(({ kind }) => kind).join(', ')}):`,
    ...small.told.story,
    ...small.told.breaks.map(each => `→ ${each}`),
    `\nThe whole of it: npm run simulate -- --seed ${seed} --only ${nth}\n`,
  ].join('\n')
}
