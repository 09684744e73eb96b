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
    /** Only those whose description contains it, or one of them. */
    only: { type: 'string', multiple: true, default: [''] },
    /** Leaves out so many, to go on where a run was ended. */
    from: { type: 'string', default: '0' },
    /** The histories first, and the tests for what they do not notice. */
    'histories-first': { type: 'boolean', default: false },
    /** So many at a time, each in a copy of its own. */
    lanes: { type: 'string', default: '2' },
  },
})

const copies = Array.from({ length: Number(values.lanes) }, () => new Copy())
process.on('exit', () => {
  for (const copy of copies) copy.remove()
})
process.on('SIGINT', () => process.exit(130))

/** Whether a command ends well in a copy. */
const passes = (copy: Copy, command: string[]): Promise<boolean> =>
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
  command: tsx('infra/simulate/simulate.ts', '--histories', values.histories, '--lanes', '1', '--first'),
}

/** The first that notices; nothing where all pass. */
async function noticed(copy: Copy, mutant: Mutant): Promise<string | undefined> {
  const witnesses = values['histories-first'] ? [simulation, ...testsOf(mutant)] : [...testsOf(mutant), simulation]
  return copy.with(mutant, async () => {
    for (const { name, command } of witnesses) if (!(await passes(copy, command))) return name
    return undefined
  })
}

const chosen = mutants.filter(({ what }) => values.only.some(word => what.includes(word))).slice(Number(values.from))
const waiting = [...chosen]
const survivors: string[] = []

async function lane(copy: Copy): Promise<void> {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const startedMs = performance.now()
    const by = await noticed(copy, mutant)
    if (by === undefined) survivors.push(mutant.what)
    const took = ((performance.now() - startedMs) / 1000).toFixed(0)
    const mark = by === undefined ? '✗' : '✓'
    console.log(`${mutants.indexOf(mutant)} ${mark} ${mutant.what}: ${by ?? 'nobody notices'} (${took} s)`)
  }
}

// What fails without any fault would notice everything.
const [sound] = copies
if (!sound || !(await passes(sound, simulation.command))) throw new Error('the simulation breaks without a fault')
await Promise.all(copies.map(lane))
const caught = chosen.length - survivors.length
process.exitCode = caught >= chosen.length * leastCaught ? 0 : 1
if (survivors.length > 0) console.log(`nobody notices:\n  ${survivors.join('\n  ')}`)
console.log(`${caught} caught of ${chosen.length}`)
