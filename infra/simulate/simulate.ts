import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { makeEstate } from '../../functions/test/simulate/estate'
import { history } from '../../functions/test/simulate/history'
import { planOf } from '../../functions/test/simulate/plan'
import { seedOf } from '../../functions/test/simulate/random'
import { shrink } from '../../functions/test/simulate/shrink'
import { heard } from './lanes'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    histories: { type: 'string', default: '500' },
    /** Tells one history, by its number. */
    only: { type: 'string' },
    /** Ends with the first break, without making it shorter. */
    first: { type: 'boolean', default: false },
    /** So many processes tell them. */
    lanes: { type: 'string', default: '2' },
  },
})
const [histories, lanes] = [Number(values.histories), Number(values.lanes)]
for (const [name, number] of Object.entries({ histories, lanes }))
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${name} is a number from 1`)

const planOfNth = (nth: number) => planOf(seedOf(values.seed, nth))

if (values.only !== undefined) {
  const told = await history(await makeEstate(), planOfNth(Number(values.only)))
  console.log([...told.story, ...told.breaks.map(each => `BREAK ${each}`), `trace ${told.hash}`].join('\n'))
  process.exit(told.breaks.length === 0 ? 0 : 1)
}

const trace = createHash('sha256')
const startedMs = performance.now()
let [breaks, faults, steps, toldMs] = [0, 0, 0, startedMs]

for await (const told of heard(values.seed, histories, lanes)) {
  const { nth } = told
  trace.update(`${told.hash} ${told.breaks.join()}\n`)
  faults += told.faults
  steps += told.steps
  if (performance.now() - toldMs > 1000) {
    toldMs = performance.now()
    console.log(`${nth + 1} histories, ${breaks} breaks, ${((toldMs - startedMs) / 1000).toFixed(0)} s`)
  }
  if (told.breaks.length === 0) continue
  breaks += 1
  console.log(`history ${nth}: ${told.breaks.join('; ')}`)
  if (values.first) break
  if (breaks === 1) await tellShortest(nth)
}

/** The shortest story near one that breaks, in sentences. */
async function tellShortest(nth: number): Promise<void> {
  const estate = await makeEstate()
  const plan = planOfNth(nth)
  const small = await shrink(estate, plan, await history(estate, plan))
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
