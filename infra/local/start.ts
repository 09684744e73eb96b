import { join } from 'node:path'
import { type StartOptions, readArguments } from './arguments'
import { readGateways } from './environment'
import { buildAdminOnce, buildOwnerPhoneOnce } from './pages'
import { readSamples } from './samples'
import { seed } from './seed'
import { startStack } from './stack'
import { StartError } from './start-error'
import { printTable } from './welcome'

const root = join(import.meta.dirname, '../..')

/** `npm start`: the local stack with a sample estate. Ends at Ctrl-C within a second; its data stay under .linli/. */
async function start(options: StartOptions): Promise<void> {
  const gateways = options.gateways === undefined ? undefined : await readGateways(options.gateways)
  const stack = await startStack({
    dir: join(root, '.linli'),
    fresh: options.fresh,
    port: options.port,
    ...(gateways && { gateways }),
    say,
    onGiveUp: fail,
  })
  stopAtSignals(() => stack.stop())
  if (!(await readSamples(stack.state))) await seed(stack, options.rooms, say)
  if (options.web) await buildAdminOnce(say)
  await printTable(stack, options.web, say)
  say(`ready ${stack.url}`)
  if (options.web) {
    await buildOwnerPhoneOnce(say)
    say(`住户手机 ${stack.url}/owner/ 已就绪`)
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`)

function fail(error: unknown): void {
  const known = error instanceof StartError
  process.stderr.write(
    `${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exit(1)
}

function stopAtSignals(stop: () => Promise<void>): void {
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    // Whatever still hangs must not keep the terminal.
    setTimeout(() => process.exit(0), 900).unref()
    void stop().finally(() => process.exit(0))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

try {
  await start(readArguments(process.argv.slice(2), process.env))
} catch (error) {
  fail(error)
}
