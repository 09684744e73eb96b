import { afterEach, expect, it, vi } from 'vitest'
import { runSteps, type Step } from './steps'

/** A step that lasts, fails on purpose, or needs others; what it prints would be shown only when it fails. */
const step = (name: string, ms: number, more: Partial<Step> = {}, code = 0): Step => ({
  name,
  command: [process.execPath, '-e', `setTimeout(() => process.exit(${code}), ${ms})`],
  ...more,
})

const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
afterEach(() => {
  said.mockClear()
  process.exitCode = undefined
})
const ended = () =>
  said.mock.calls.flatMap(([line]) => /^[✓✗] (.*?) {2}/.exec(String(line))?.[1] ?? []).map(name => name.trim())

it('starts what may start: beside another, after what it needs, alone when it wants to be', async () => {
  await runSteps([
    step('long', 900),
    step('short', 1),
    step('needs long', 1, { after: ['long'] }),
    step('beside long', 1),
    step('alone', 1, { alone: true }),
  ])
  expect(ended()).toEqual(['short', 'beside long', 'long', 'needs long', 'alone'])
  expect(process.exitCode).toBe(0)
})

it('goes on after a failure, names it at the end and fails', async () => {
  await runSteps([step('bad', 1, {}, 3), step('needs bad', 1, { after: ['bad'] })])
  expect(ended()).toEqual(['bad', 'needs bad'])
  expect(said.mock.calls.flat()).toContain('failed: bad')
  expect(process.exitCode).toBe(1)
})
