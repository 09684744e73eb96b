import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identityApi } from '@linli/shared/identity/api'
import { expect, test } from 'vitest'
import { totpNow } from './local-state'
import { signInOffice } from './office'
import { signInResident } from './resident'
import { createSampleCompany } from './sample-company'
import { keepSamples, readSamples } from './samples'
import { startStack } from './stack'

const day = 86_400_000

test('people, clock, keys and the gateway survive a restart', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'linli-restart-'))
  const first = await startStack({ dir, firstInMemory: true })
  const company = await createSampleCompany(first)
  await first.keepData()
  await keepSamples(first.state, { ...company, residents: [] })
  await signInResident({ url: first.url, gateway: first.gateway }, 'owner')
  await first.advance({ duration: 'P1D' })
  const [merchant] = first.deps.env.LINLI_WECHATPAY_MERCHANTS
  await first.stop()

  const second = await startStack({ dir, throwAway: true })
  try {
    expect(second.clock.nowMs() - Date.now()).toBeCloseTo(day, -4)
    expect(second.deps.env.LINLI_WECHATPAY_MERCHANTS[0]).toMatchObject({
      mchid: merchant?.mchid,
      serial: merchant?.serial,
    })
    const kept = await readSamples(second.state)
    for (const { username, password, totpSecret } of kept?.staff ?? []) {
      const office = await signInOffice(second.url, { username, password, totp: totpNow(totpSecret) })
      expect((await office.call(identityApi.officeMe, {})).staff.grants).toHaveLength(1)
    }
    expect(kept?.staff).toHaveLength(6)
    const resident = await signInResident({ url: second.url, gateway: second.gateway }, 'owner')
    expect((await resident.call(identityApi.me, {})).homes).toEqual([])
  } finally {
    await second.stop()
  }
})

test('a DynamoDB server of somebody else is used as it is', async () => {
  const dynamoEndpoint = process.env['LINLI_DYNAMODB_ENDPOINT']
  if (!dynamoEndpoint) throw new Error('the engine of the tests is not running')
  const dir = await mkdtemp(join(tmpdir(), 'linli-elsewhere-'))
  const stack = await startStack({ dir, throwAway: true, dynamoEndpoint })
  try {
    expect((await fetch(`${stack.url}/healthz`)).status).toBe(200)
    expect(existsSync(join(dir, 'data'))).toBe(false)
  } finally {
    await stack.stop()
  }
})
