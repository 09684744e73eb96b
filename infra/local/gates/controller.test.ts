import { testDeps } from '@linli/functions/test/context'
import { openBarrier } from '@linli/functions/visitors/barrier'
import { communityContext } from '@linli/functions/context'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GateController, startGateController } from './controller'

let controller: GateController
beforeAll(async () => {
  controller = await startGateController({ nowMs: () => Date.parse('2026-11-22T04:00:00.000Z') })
})
afterAll(() => controller.stop())

const gate = { gateId: '0'.repeat(26), communityId: 'ABC234', name: '东门', active: true, version: 1 }
const open = (deviceId: string | undefined, commandId: string, env: Record<string, string> = {}, at?: string) => {
  const deps = testDeps({ env: { LINLI_GATES: controller.env(), ...env }, ...(at && { at }) })
  return openBarrier(communityContext(deps, 'ABC234'), { ...gate, ...(deviceId && { deviceId }) }, commandId)
}

test('a bar goes up once for a command, and for nobody who does not have the key, or comes too late', async () => {
  expect(await open('east-1', 'one')).toBe('opened')
  expect(await open('east-1', 'one')).toBe('opened')
  expect(controller.opened.map(({ commandId }) => commandId)).toEqual(['one'])
  const forged = JSON.stringify({ base: controller.url, key: 'x'.repeat(32) })
  expect(await open('east-1', 'two', { LINLI_GATES: forged })).toBe('failed')
  expect(await open('east-1', 'three', {}, '2026-11-22T04:05:00.000Z')).toBe('failed')
  controller.stuck.add('west-1')
  expect(await open('west-1', 'four')).toBe('failed')
  expect(await open(undefined, 'five')).toBe('by_hand')
  expect(await open('east-1', 'six', { LINLI_GATES: 'null' })).toBe('by_hand')
  expect(controller.opened).toHaveLength(1)
})
