import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoJourney } from './demo-journey'
import { type Stack, startStack } from './stack'

test('the main job comes out even on a stack that is thrown away', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'linli-demo-test-'))
  const stack = await startStack({ dir, throwAway: true })
  const steps: string[] = []
  const even = await journey(stack, steps)
  expect(even).toBe(true)
  expect(steps.join('\n')).toMatch(/导入完成：60 间[^]*出账 120 张[^]*收据 \d{4}-000001[^]*差异 0[^]*账平了/)
  expect(existsSync(dir)).toBe(false)
})

test('a difference is told and counts', async () => {
  const stack = await startStack({ dir: await mkdtemp(join(tmpdir(), 'linli-demo-test-')), throwAway: true })
  // The stack looks at the day by itself too.
  stack.gateway.control.fault({ kind: 'bill-row-missing', count: 9 })
  const steps: string[] = []
  const even = await journey(stack, steps)
  expect(even).toBe(false)
  expect(steps.at(-1)).toContain('账不平')
})

async function journey(stack: Stack, steps: string[]): Promise<boolean> {
  try {
    return await demoJourney(stack, step => steps.push(step))
  } finally {
    await stack.stop()
  }
}
