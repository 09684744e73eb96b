import { StartError } from '../local/start-error'
import { readArguments } from './arguments'
import { type Bound, type Figure, header, printed } from './figure'

type Measure = (say: (line: string) => void) => Promise<Figure[]>

type Bench = {
  bound: Bound
  /** Each brings its own part of the product: what is not asked for is not loaded. */
  load: () => Promise<Measure>
  /** Takes minutes: it runs only when it is named. */
  named?: true
}

const atLeast = (limit: number): Bound => ({ sign: '≥', limit })
const atMost = (limit: number): Bound => ({ sign: '≤', limit })

/** `npm run bench -- [name …] [--json]`: each measures the product beside a bare baseline, in turns, in one run. */
const benches: ReadonlyMap<string, Bench> = new Map([
  ['billing-run', { bound: atLeast(0.8), load: async () => (await import('./billing')).billingRun }],
  ['billing-rerun', { bound: atMost(0.3), load: async () => (await import('./billing')).billingRerun }],
  ['billing-memory', { bound: atMost(1), load: async () => (await import('./billing')).billingMemory, named: true }],
  ['billing-publish', { bound: atLeast(0.7), load: async () => (await import('./billing')).billingPublish }],
  ['callback:wechat', { bound: atLeast(0.9), load: async () => (await import('./callback')).callback('wechat') }],
  ['callback:alipay', { bound: atLeast(0.9), load: async () => (await import('./callback')).callback('alipay') }],
  ['callback-verify', { bound: atLeast(0.8), load: async () => (await import('./callback-verify')).callbackVerify }],
  ['callback-hot', { bound: atLeast(0.7), load: async () => (await import('./callback')).callbackHot }],
  ['api-home', { bound: atLeast(0.8), load: async () => (await import('./home')).apiHome }],
  ['cold-start', { bound: atMost(1.5), load: async () => (await import('./cold-start')).coldStart }],
  ['import', { bound: atLeast(0.7), load: async () => (await import('./import')).importRows }],
  ['import-large', { bound: atMost(1), load: async () => (await import('./import-large')).importLarge, named: true }],
  ['growth', { bound: atMost(1.05), load: async () => (await import('./growth')).growth }],
  ['rules', { bound: atLeast(0.25), load: async () => (await import('./rules')).rules }],
  ['reconcile', { bound: atLeast(0.3), load: async () => (await import('./reconcile')).reconcileLines }],
  ['repair-lists', { bound: atMost(1), load: async () => (await import('./repair-lists')).repairLists, named: true }],
  ['search-posts', { bound: atMost(1), load: async () => (await import('./search-posts')).searchPosts, named: true }],
  ['push-10k', { bound: atLeast(0.9), load: async () => (await import('./push')).pushMany, named: true }],
  ['pass-verify', { bound: atLeast(0.5), load: async () => (await import('./pass-verify')).passVerify }],
  ['dispatch', { bound: atLeast(0.95), load: async () => (await import('./dispatch')).dispatchOrders }],
  ['import-match', { bound: atLeast(0.95), load: async () => (await import('./import-match')).importMatch }],
])

async function main(): Promise<void> {
  const { chosen, json } = readArguments('bench', [...benches.keys()], process.argv.slice(2), process.env)
  if (!json) console.log(header)
  for (const name of chosen) {
    const bench = benches.get(name)
    if (!bench || (bench.named && !process.argv.includes(name))) continue
    // Progress is for the terminal alone: stdout holds the figures.
    const measure = await bench.load()
    const figures = await measure(line => console.error(`  ${name}: ${line}`))
    printed(figures, bench.bound, json)
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
}
