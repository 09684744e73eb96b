import type { Estate } from './estate'
import { faultKinds } from './faults'
import { history, type Told } from './history'
import type { Plan } from './plan'
import { seedOf } from './random'

const mostTries = 800
/** Without somebody all delays are others: a few throws of the dice before the story is taken for one that needs them. */
const throws = 12

/**
 * The smallest plan near a failing one that fails too: without people, kinds of faults and single faults, as long as one of
 * them can be spared.
 */
export async function shrink(estate: Estate, failing: Plan, first: Told): Promise<{ plan: Plan; told: Told }> {
  let best = { plan: failing, told: first }
  let tries = 0
  const fails = async (plan: Plan): Promise<boolean> => {
    if (tries >= mostTries) return false
    tries += 1
    const told = await history(estate, plan)
    if (told.breaks.length > 0) best = { plan, told }
    return told.breaks.length > 0
  }
  const failsSomehow = async (plan: Plan, times: number) => {
    for (let nth = 0; nth < times; nth++)
      if (await fails(nth === 0 ? plan : { ...plan, seed: seedOf(failing.seed, nth) })) return true
    return false
  }
  const spare = async (smaller: (plan: Plan) => Plan[], times = 1) => {
    let isSmaller = false
    for (let at = 0, all = smaller(best.plan); at < all.length; ) {
      const next = all[at]
      if (next && (await failsSomehow(next, times))) {
        isSmaller = true
        all = smaller(best.plan)
      } else at += 1
    }
    return isSmaller
  }
  let goesOn = await fails({ ...failing, weather: 0 })
  do {
    goesOn = await spare(withoutPart, throws)
    goesOn = (await spare(withoutKind, 2)) || goesOn
  } while (goesOn && tries < mostTries)
  await spare(() => withoutFault(best))
  return best
}

const withoutPart = (plan: Plan): Plan[] =>
  plan.parts.map(part => ({ ...plan, parts: plan.parts.filter(each => each !== part) }))

const withoutKind = (plan: Plan): Plan[] =>
  faultKinds.filter(kind => !plan.without.includes(kind)).map(kind => ({ ...plan, without: [...plan.without, kind] }))

function withoutFault({ plan, told }: { plan: Plan; told: Told }): Plan[] {
  const left = plan.only ?? Array.from({ length: told.faults }, (_, i) => i + 1)
  return left.map(number => ({ ...plan, only: left.filter(each => each !== number) }))
}
