import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoJourney } from './demo-journey'
import { endAtSignals, endWith } from './process-end'
import { startStack } from './stack'
import { orDiskFull } from './state-dir'

/** `npm run demo`: the main job on a stack that is thrown away. Exit code 0 only without a difference. */
async function demo(): Promise<number> {
  const started = Date.now()
  const step = (text: string) =>
    process.stdout.write(`${((Date.now() - started) / 1000).toFixed(1).padStart(5)} 秒  ${text}\n`)
  const dir = await mkdtemp(join(tmpdir(), 'linli-demo-'))
  const stack = await startStack({ dir, throwAway: true, firstInMemory: true, onGiveUp: error => void giveUp(error) })
  endAtSignals(() => stack.stop())
  try {
    return (await demoJourney(stack, step)) ? 0 : 1
  } finally {
    await stack.stop()
  }
}

const giveUp = async (error: unknown) => endWith(await orDiskFull(error, tmpdir()))

process.on('uncaughtException', error => void giveUp(error))
try {
  process.exit(await demo())
} catch (error) {
  await giveUp(error)
}
