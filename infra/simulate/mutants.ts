import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { tsx, vitest } from '../check/verify'
import { Copy } from './mutants/copy'
import type { Mutant } from './mutants/mutant'
import { mutants } from './mutants/mutants'

const leastCaught = 0.95
const longestMs = 600_000

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '150' },
    /** Only those whose description contains it. */
    only: { type: 'string', default: '' },
    /** Leaves out so many, to go on where a run was ended. */
    from: { type: 'string', default: '0' },
    /** The histories first, and the tests for what they do not notice. */
    'histories-first': { type: 'boolean', default: false },
  },
})

const copy = new Copy()
process.on('exit', () => copy.remove())
process.on('SIGINT', () => process.exit(130))

/** Whether a command of the copy ends well. */
const passes = (command: string[]): Promise<boolean> =>
  new Promise(resolve => {
    const [program = '', ...args] = command
    const child = spawn(program, args, { cwd: copy.at, stdio: 'ignore', timeout: longestMs })
    child.on('error', () => resolve(false))
    child.on('close', code => resolve(code === 0))
  })

type Witness = { name: string; command: string[] }

const testsOf = (mutant: Mutant): Witness[] =>
  mutant.tests.map(file => ({
    name: file,
    command: vitest(file.endsWith('.engine.test.ts') ? 'engine' : 'unit', '--bail', '1', file),
  }))

const simulation: Witness = {
  name: 'simulation',
  command: tsx('infra/simulate/simulate.ts', '--histories', values.histories, '--first'),
}

/** The first that notices; nothing where all pass. */
async function noticed(mutant: Mutant): Promise<string | undefined> {
  const witnesses = values['histories-first'] ? [simulation, ...testsOf(mutant)] : [...testsOf(mutant), simulation]
  return copy.with(mutant, async () => {
    for (const { name, command } of witnesses) if (!(await passes(command))) return name
    return undefined
  })
}

const chosen = mutants.filter(({ what }) => what.includes(values.only)).slice(Number(values.from))
// What fails without any fault would notice everything.
if (!(await passes(simulation.command))) throw new Error('the simulation breaks without a fault')
const survivors: string[] = []
for (const mutant of chosen) {
  const startedMs = performance.now()
  const by = await noticed(mutant)
  if (by === undefined) survivors.push(mutant.what)
  const took = ((performance.now() - startedMs) / 1000).toFixed(0)
  console.log(`${by === undefined ? '✗' : '✓'} ${mutant.what}: ${by ?? 'nobody notices'} (${took} s)`)
}
const caught = chosen.length - survivors.length
process.exitCode = caught >= chosen.length * leastCaught ? 0 : 1
console.log(`${caught} caught of ${chosen.length}`)
