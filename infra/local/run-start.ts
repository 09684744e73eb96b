import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { StartOptions } from './arguments'
import { readGateways } from './environment'
import type { PageState } from './local-state'
import { buildAdminOnce, builtPages, buildPhoneOnce, type PhoneSite, siteNames } from './pages'
import { endAtSignals, endWith } from './process-end'
import { readSamples } from './samples'
import { seed } from './seed'
import { type Stack, startStack } from './stack'
import { orDiskFull } from './state-dir'
import { printTable } from './welcome'

const dir = join(import.meta.dirname, '../../.linli')

/** The local stack with a sample estate. Ends at Ctrl-C within a second; its data stay under .linli/. */
export const runStart = (options: StartOptions): Promise<void> => start(options).catch(giveUp)

/** The engine, the object store and the builders each say in words of their own that nothing can be written. */
const giveUp = async (error: unknown) => endWith(await orDiskFull(error, dir))

async function start(options: StartOptions): Promise<void> {
  const external = process.env['LINLI_DYNAMODB_ENDPOINT']
  const running: Stack[] = []
  // A gateway keeps its book in the background: nobody else hears that it cannot.
  process.on('uncaughtException', error => void giveUp(error))
  endAtSignals(() => Promise.all(running.map(part => part.stop())))
  const gateways = options.gateways === undefined ? undefined : await readGateways(options.gateways)
  const until: PageState = options.web ? 'building' : 'off'
  const phones: Record<PhoneSite, PageState | undefined> = { owner: until, staff: until }
  const stack = await startStack({
    dir,
    fresh: options.fresh || isHalfMade(dir),
    port: options.port,
    firstInMemory: options.rooms <= 5000,
    ...(external && { dynamoEndpoint: external }),
    ...(gateways && { gateways }),
    pages: {
      admin: () => (options.web ? builtPages.admin() : 'off'),
      owner: () => phones.owner ?? builtPages.owner(),
      staff: () => phones.staff ?? builtPages.staff(),
    },
    say,
    onGiveUp: error => void giveUp(error),
  })
  running.push(stack)
  await Promise.all([prepare(stack, options), options.web && buildAdminOnce(say)])
  await printTable(stack, options.web, say)
  say(`ready ${stack.url}`)
  if (!options.web) return
  // One after the other: two builds at once take the machine from whoever looks at the first.
  for (const app of ['owner', 'staff'] as const) {
    try {
      await buildPhoneOnce(app, say)
      phones[app] = undefined
      say(`${siteNames[app]} ${stack.url}/${app}/ 已就绪`)
    } catch (error) {
      phones[app] = 'failed'
      say(`${siteNames[app]}没有生成出来：${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Where nobody looks, the estate has its rooms, people, bills and payments alone: an API is waited for. */
async function prepare(stack: Stack, { rooms, web }: StartOptions): Promise<void> {
  if (!(await readSamples(stack.state))) await seed(stack, rooms, say, { toLookAt: web })
}

/** The samples are written last: a first start that was interrupted before begins anew. */
const isHalfMade = (path: string) => existsSync(join(path, 'data')) && !existsSync(join(path, 'samples.json'))
