import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
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

// All that a history needs is loaded where one is told: by the lanes, and here for a story alone.
const stories = () => import('./stories')

if (values.only !== undefined) {
  const { text, holds } = await (await stories()).wholeStory(values.seed, Number(values.only))
  console.log(text)
  process.exit(holds ? 0 : 1)
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
  if (breaks === 1) console.log(await (await stories()).shortestStory(values.seed, nth))
}

const perSecond = (histories / ((performance.now() - startedMs) / 1000)).toFixed(0)
console.log(`${steps} steps, ${faults} faults, ${perSecond} histories a second`)
console.log(`${histories} histories`)
console.log(`${breaks} breaks`)
console.log(`trace ${trace.digest('hex')}`)
process.exit(breaks === 0 ? 0 : 1)
