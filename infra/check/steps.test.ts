import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { runSteps, type Step } from './steps'

const folder = mkdtempSync(join(tmpdir(), 'linli-steps-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A step that runs a script, or needs others; what it prints would be shown only when it fails. */
const step = (name: string, script = '', more: Partial<Step> = {}): Step => ({
  name,
  command: [process.execPath, '-e', `const { existsSync, writeFileSync } = require('node:fs'); ${script}`],
  ...more,
})
/** Two scripts: one writes a file, the other ends once it is there, and fails if it never comes. */
const [tells, hears] = [
  `writeFileSync('${folder}/told', '')`,
  `setInterval(() => existsSync('${folder}/told') && process.exit(0), 10); setTimeout(() => process.exit(1), 30_000)`,
]

const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
afterEach(() => {
  said.mockClear()
  process.exitCode = undefined
})
const ended = () =>
  said.mock.calls.flatMap(([line]) => /^[✓✗] (.*?) {2}/.exec(String(line))?.[1] ?? []).map(name => name.trim())

it('starts what may start: beside another, after what it needs', async () => {
  await runSteps([
    step('long', hears),
    step('short'),
    step('needs long', '', { after: ['long'] }),
    step('beside long', tells),
  ])
  // The long one ends well only because another overtook what needs it; in what order these are told is chance.
  expect(process.exitCode).toBe(0)
  const order = ended()
  expect(order.toSorted()).toEqual(['beside long', 'long', 'needs long', 'short'])
  expect(order.indexOf('needs long')).toBeGreaterThan(order.indexOf('long'))
})

it('never runs more than three at once', async () => {
  const begins = `require('node:fs').appendFileSync('${folder}/turns', '+')`
  const ends = `setTimeout(() => require('node:fs').appendFileSync('${folder}/turns', '-'), 100)`
  await runSteps(['a', 'b', 'c', 'd', 'e'].map(name => step(name, `${begins}; ${ends}`)))
  let running = 0
  const atOnce = [...readFileSync(join(folder, 'turns'), 'utf8')].map(turn => (running += turn === '+' ? 1 : -1))
  expect(atOnce).toHaveLength(10)
  expect(Math.max(...atOnce)).toBeLessThanOrEqual(3)
})

it('goes on after a failure, names it at the end and fails', async () => {
  await runSteps([step('bad', 'process.exit(3)'), step('needs bad', '', { after: ['bad'] })])
  expect(ended()).toEqual(['bad', 'needs bad'])
  expect(said.mock.calls.flat()).toContain('failed: bad')
  expect(process.exitCode).toBe(1)
})
