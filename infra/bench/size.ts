import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as z from 'zod'
import { buildAdmin } from '../build/admin'
import { staticSize } from '../build/bundle'
import { buildTaro } from '../build/taro'
import { root } from '../check/repository'
import { StartError } from '../local/start-error'
import { firstRoutes } from './admin-size'
import { readArguments } from './arguments'
import { builtFunctions } from '../build/functions'
import { type Bound, type Figure, header, printed } from './figure'

const kB = 1024
const say = (line: string) => console.error(`  ${line}`)

/** One size and its limit: the limit stands where a benchmark has its baseline. */
const size = (name: string, value: number, unit: string, limit: number): Figure => ({
  name,
  value,
  unit,
  baseline: limit,
  ratio: value / limit,
})

async function functionSizes(): Promise<Figure[]> {
  say('bundling the functions')
  const sizes: Figure[] = []
  for (const [name, folder] of await builtFunctions())
    sizes.push(size(`function:${name}`, staticSize(folder) / kB, 'KB', 1024))
  return sizes
}

const Weapp = z.object({
  alipay: z.number(),
  main: z.number(),
  staff: z.number(),
  total: z.number(),
  requests: z.number(),
  calls: z.number(),
  bytes: z.number(),
  nodes: z.number(),
})

/** The compiled owner app, driven to its first screen against the live stack in a process of its own. */
async function weappSizes(): Promise<Figure[]> {
  say('building the mini-programs, unless their sources are unchanged')
  for (const type of ['weapp', 'alipay'] as const)
    await buildTaro({ app: 'owner', type, apiBase: 'https://api.linli.invalid' })
  await buildTaro({ app: 'staff', type: 'weapp', apiBase: 'https://api.linli.invalid' })
  say('driving it to its first screen')
  const { stdout } = await promisify(execFile)('node_modules/.bin/tsx', ['e2e/weapp/first-screen-size.ts'], {
    cwd: root,
    timeout: 180_000,
  })
  const measured = Weapp.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  return [
    size('weapp:main-package', measured.main / kB, 'KB', 800),
    size('weapp:total', measured.total / kB, 'KB', 1536),
    size('staff:main-package', measured.staff / kB, 'KB', 700),
    size('alipay:main-package', measured.alipay / kB, 'KB', 800),
    size('first-screen:requests', measured.requests, 'requests', 1),
    size('first-screen:set-data', measured.bytes / kB, 'KB', 32),
    size('first-screen:set-data-calls', measured.calls, 'calls', 6),
    size('first-screen:nodes', measured.nodes, 'nodes', 400),
  ]
}

async function adminSizes(): Promise<Figure[]> {
  say('building the office page, unless its sources are unchanged')
  await buildAdmin()
  return firstRoutes().map(({ name, bytes }) => size(`admin:${name}`, bytes / kB, 'KB gzipped', 350))
}

/** `npm run size -- [--json]`: each size beside its limit; exit code 1 when one is over. */
async function main(): Promise<void> {
  const { json } = readArguments('size', [], process.argv.slice(2), process.env)
  const within: Bound = { sign: '≤', limit: 1 }
  if (!json) console.log(header.replace('baseline', '   limit').replace('ours', 'size'))
  for (const measure of [functionSizes, weappSizes, adminSizes])
    if (!printed(await measure(), within, json)) process.exitCode = 1
}

try {
  await main()
} catch (error) {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
}
