import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './repository'

/** One command of a check. `after`: the steps whose work it needs. */
export type Step = {
  name: string
  command: string[]
  env?: Record<string, string>
  after?: readonly string[]
}

type Outcome = { name: string; ok: boolean; tests: number }

/** One more than the cores: the long suites wait for half of their time. */
const width = 3
const longestMs = 20 * 60_000
/** What is written in Go (types, esbuild) would otherwise collect garbage for a quarter of its time. */
const unhurried = { GOGC: '400', GOMEMLIMIT: '5GiB' }
const logs = join(root, '.cache/check')

/**
 * Runs the steps, at most three at a time, each time the first that may start, and prints one line with its seconds for
 * each; the whole output of a step is shown only if it failed. Ends with the counts and sets the exit code.
 */
export async function runSteps(steps: Step[]): Promise<void> {
  mkdirSync(logs, { recursive: true })
  const startedMs = performance.now()
  const outcomes: Outcome[] = []
  const waiting = [...steps]
  const running = new Map<Step, Promise<void>>()
  const finish = async (step: Step) => {
    outcomes.push(await runStep(step))
    running.delete(step)
  }
  while (waiting.length > 0 || running.size > 0) {
    const next = mayStart(waiting, [...running.keys()])
    if (!next) {
      await Promise.race(running.values())
      continue
    }
    waiting.splice(waiting.indexOf(next), 1)
    running.set(next, finish(next))
  }
  const failed = outcomes.filter(outcome => !outcome.ok)
  const tests = outcomes.reduce((sum, outcome) => sum + outcome.tests, 0)
  console.log(`\n${tests} tests, ${seconds(startedMs)}`)
  if (failed.length > 0) console.log(`failed: ${failed.map(outcome => outcome.name).join(', ')}`)
  console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`)
  process.exitCode = failed.length === 0 ? 0 : 1
}

function mayStart(waiting: readonly Step[], running: readonly Step[]): Step | undefined {
  if (running.length >= width) return undefined
  const unfinished = new Set([...waiting, ...running].map(step => step.name))
  return waiting.find(step => !step.after?.some(name => unfinished.has(name)))
}

const seconds = (sinceMs: number) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`

async function runStep({ name, command, env }: Step): Promise<Outcome> {
  const startedMs = performance.now()
  const log = join(logs, `${name.replace(/[^a-z0-9]+/g, '-')}.log`)
  const code = await new Promise<number | string>(resolve => {
    const [program = '', ...args] = command
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...unhurried, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longestMs,
    })
    const file = createWriteStream(log)
    child.stdout.pipe(file, { end: false })
    child.stderr.pipe(file, { end: false })
    child.on('error', error => resolve(error.message))
    child.on('close', (status, signal) => file.end(() => resolve(status ?? signal ?? 'no exit code')))
  })
  const output = readFileSync(log, 'utf8')
  const count = [...output.matchAll(/^\s*Tests\s.*?(\d+) passed/gm)].reduce(
    (sum, [, passed]) => sum + Number(passed),
    0,
  )
  const ok = code === 0
  console.log(
    `${ok ? '✓' : '✗'} ${name.padEnd(28)} ${seconds(startedMs).padStart(8)}${count ? `  ${count} tests` : ''}`,
  )
  if (!ok) console.log(`${output.trimEnd()}\n✗ ${name}: ${command.join(' ')} ended with ${code}`)
  return { name, ok, tests: count }
}
