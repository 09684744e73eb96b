import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoJourney } from './demo-journey'
import { readGateways } from './environment'
import { freePort } from './ports'
import { type Stack, startStack } from './stack'
import { startWechatGateway } from './wechat/gateway'

test('the main job comes out even on a stack that is thrown away', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'linli-demo-test-'))
  const stack = await startStack({ dir, throwAway: true })
  const steps: string[] = []
  const even = await journey(stack, steps)
  expect(even).toBe(true)
  expect(steps.join('\n')).toMatch(/导入完成：60 间[^]*出账 120 张[^]*收据 \d{4}-000001[^]*差异 0[^]*账平了/)
  expect(existsSync(dir)).toBe(false)
})

test('through a gateway of somebody else it is done as well; a difference in its bill is told and counts', async () => {
  const clock = { nowMs: () => Date.now() }
  const port = await freePort()
  const callbackBase = `http://127.0.0.1:${port}`
  const gateway = await startWechatGateway({ origin: callbackBase, now: () => new Date(clock.nowMs()) })
  const { config } = await gateway.control.merchant('theirs', { callbackBase })
  const bases = { wechatApiBase: gateway.url, wechatPayBase: gateway.url }
  const dir = await mkdtemp(join(tmpdir(), 'linli-demo-test-'))
  const file = join(dir, 'gateways.json')
  await writeFile(file, JSON.stringify({ ...bases, ...gateway.control.app(), merchants: [config] }))
  const gateways = await readGateways(file)
  const stack = await startStack({ dir: join(dir, 'linli'), throwAway: true, port, gateways })
  clock.nowMs = stack.clock.nowMs
  // The stack looks at the day by itself too.
  gateway.control.fault({ kind: 'bill-row-missing', count: 9 })
  const steps: string[] = []
  const even = await journey({ ...stack, gateway }, steps)
  await gateway.stop()
  expect(steps.join('\n')).toMatch(/收据 \d{4}-000001/)
  expect(gateway.control.payments()).toHaveLength(1)
  expect(stack.gateway.control.payments()).toEqual([])
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
