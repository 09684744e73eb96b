import { makeEstate } from '../../functions/test/simulate/estate'
import { history } from '../../functions/test/simulate/history'
import { planOf } from '../../functions/test/simulate/plan'
import { seedOf } from '../../functions/test/simulate/random'
import * as z from 'zod'
import type { Heard } from './lanes'

/** So many histories of a run are told twice: the same seed must tell the same story. */
const toldTwice = 5

const Lane = z.object({ lane: z.int(), of: z.int(), seed: z.string(), histories: z.int() })
const { lane, of, seed, histories } = Lane.parse(JSON.parse(process.argv[2] ?? ''))
const estate = await makeEstate()

for (let nth = lane; nth < histories; nth += of) {
  const plan = planOf(seedOf(seed, nth))
  const { hash, breaks, faults, steps } = await history(estate, plan)
  const isSame = nth >= toldTwice || (await history(estate, plan)).hash === hash
  const all = isSame ? breaks : [...breaks, 'told again, it is another story']
  process.send?.({ nth, hash, breaks: all, faults, steps } satisfies Heard)
}
process.disconnect?.()
