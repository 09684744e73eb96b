import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { makeEstate } from '../../functions/test/simulate/estate'
import { history } from '../../functions/test/simulate/history'
import { planOf } from '../../functions/test/simulate/plan'
import { seedOf } from '../../functions/test/simulate/random'
import { shrink } from '../../functions/test/simulate/shrink'

/** So many histories of a run are told twice: the same seed must tell the same story. */
const toldTwice = 5

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    histories: { type: 'string', default: '500' },
    /** Tells one history, by its number. */
    only: { type: 'string' },
    /** Ends with the first break, without making it shorter. */
    first: { type: 'boolean', default: false },
  },
})
const histories = Number(values.histories)
if (!Number.isSafeInteger(histories) || histories < 1) throw new Error('--histories is a number from 1')

const estate = await makeEstate()
const planOfNth = (nth: number) => planOf(seedOf(values.seed, nth))
const trace = createHash('sha256')
const startedMs = performance.now()
let [breaks, faults, steps, toldMs] = [0, 0, 0, startedMs]

if (values.only !== undefined) {
  const told = await history(estate, planOfNth(Number(values.only)))
  console.log([...told.story, ...told.breaks.map(each => `BREAK ${each}`), `trace ${told.hash}`].join('\n'))
  process.exit(told.breaks.length === 0 ? 0 : 1)
}

for (let nth = 0; nth < histories; nth++) {
  const plan = planOfNth(nth)
  const told = await history(estate, plan)
  const again = nth < toldTwice ? await history(estate, plan) : told
  const broken = again.hash === told.hash ? told.breaks : [...told.breaks, 'told again, it is another story']
  trace.update(`${told.hash} ${broken.join()}\n`)
  faults += told.faults
  steps += told.steps
  if (performance.now() - toldMs > 1000) {
    toldMs = performance.now()
    console.log(`${nth + 1} histories, ${breaks} breaks, ${((toldMs - startedMs) / 1000).toFixed(0)} s`)
  }
  if (broken.length === 0) continue
  breaks += 1
  console.log(`history ${nth}: ${broken.join('; ')}`)
  if (values.first) break
  if (breaks > 1) continue
  const small = await shrink(estate, plan, told)
  console.log(`\nThe shortest story near it that breaks (${small.plan.parts.map(({ kind }) => kind).join(', ')}):`)
  console.log(`${small.told.story.join('\n')}\n→ ${small.told.breaks.join('\n→ ')}\n`)
  console.log(`The whole of it: npm run simulate -- --seed ${values.seed} --only ${nth}\n`)
}
const perSecond = (histories / ((performance.now() - startedMs) / 1000)).toFixed(0)
console.log(`${steps} steps, ${faults} faults, ${perSecond} histories a second`)
console.log(`${histories} histories`)
console.log(`${breaks} breaks`)
console.log(`trace ${trace.digest('hex')}`)
process.exit(breaks === 0 ? 0 : 1)
