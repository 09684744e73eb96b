import { StartError } from '../local/start-error'
import { growth } from './growth'
import { importRows } from './import'
import { apiHome } from './home'
import { readArguments } from './arguments'
import { billingMemory, billingPublish, billingRerun, billingRun } from './billing'
import { callback, callbackHot } from './callback'
import { coldStart } from './cold-start'
import { asJson, asRow, type Bound, type Figure, header } from './figure'
import { importLarge } from './import-large'
import { importMatch } from './import-match'
import { rules } from './rules'

type Bench = {
  bound: Bound
  run: (say: (line: string) => void) => Promise<Figure[]>
  /** Takes minutes: it runs only when it is named. */
  named?: true
}

const atLeast = (limit: number): Bound => ({ sign: '≥', limit })
const atMost = (limit: number): Bound => ({ sign: '≤', limit })

/** `npm run bench -- [name …] [--json]`: each measures the product beside a bare baseline, in turns, in one run. */
const benches: ReadonlyMap<string, Bench> = new Map([
  ['billing-run', { bound: atLeast(0.8), run: billingRun }],
  ['billing-rerun', { bound: atMost(0.3), run: billingRerun }],
  ['billing-memory', { bound: atMost(1), run: billingMemory, named: true }],
  ['billing-publish', { bound: atLeast(0.7), run: billingPublish }],
  ['callback', { bound: atLeast(0.85), run: callback }],
  ['callback-hot', { bound: atLeast(0.7), run: callbackHot }],
  ['api-home', { bound: atLeast(0.8), run: apiHome }],
  ['cold-start', { bound: atMost(1.5), run: coldStart }],
  ['import', { bound: atLeast(0.7), run: importRows }],
  ['import-large', { bound: atMost(1), run: importLarge, named: true }],
  ['growth', { bound: atMost(1.05), run: growth }],
  ['rules', { bound: atLeast(0.25), run: rules }],
  ['import-match', { bound: atLeast(0.95), run: importMatch }],
])

async function main(): Promise<void> {
  const { chosen, json } = readArguments('bench', [...benches.keys()], process.argv.slice(2), process.env)
  if (!json) console.log(header)
  for (const name of chosen) {
    const bench = benches.get(name)
    if (!bench || (bench.named && !process.argv.includes(name))) continue
    // Progress is for the terminal alone: stdout holds the figures.
    const figures = await bench.run(line => console.error(`  ${name}: ${line}`))
    for (const figure of figures) console.log(json ? asJson(figure) : asRow(figure, bench.bound))
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
}
