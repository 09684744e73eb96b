import { mkdtemp } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalState } from './local-state'
import { createSampleCompany } from './sample-company'
import { keepSamples, type Samples } from './samples'
import { type Stack, startStack } from './stack'

let stack: Stack
let samples: Samples

beforeAll(async () => {
  stack = await startStack({ dir: await mkdtemp(join(tmpdir(), 'linli-local-api-')), throwAway: true })
  const owner = { user: 'owner', name: '王建国', phone: '13810000000', about: '' }
  samples = { ...(await createSampleCompany(stack)), residents: [owner] }
  await keepSamples(stack.state, samples)
})
afterAll(() => stack.stop())

/** As a browser sends it: fetch of Node would not let a test set Host and Origin. */
function send(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options
    const outgoing = request(stack.url + path, { method, headers }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

const json = { 'content-type': 'application/json' }
const hour = JSON.stringify({ advance: 'PT1H' })

test('a page of another origin reads and moves nothing', async () => {
  const before = stack.clock.nowMs()
  const headers = { ...json, origin: 'https://evil.example' }
  expect((await send('/_local/state', { headers })).status).toBe(403)
  expect((await send('/_local/clock', { method: 'POST', headers, body: hour })).status).toBe(403)
  expect((await send('/_local/gateway/faults', { method: 'DELETE', headers })).status).toBe(403)
  expect(stack.clock.nowMs() - before).toBeLessThan(60_000)
})

test('a foreign name that resolves to this machine is another origin, too', async () => {
  const { port } = new URL(stack.url)
  expect((await send('/_local/state', { headers: { host: `rebound.example:${port}` } })).status).toBe(403)
})

test('a form cannot post here', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
    expect(
      (await send('/_local/clock', { method: 'POST', headers: { 'content-type': type }, body: hour })).status,
    ).toBe(415)
  expect((await send('/_local/gateway/pay', { method: 'POST', body: '{}' })).status).toBe(415)
})

test('our own page moves the clock, and a wrong wish is told', async () => {
  const before = stack.clock.nowMs()
  const headers = { ...json, origin: stack.url }
  expect((await send('/_local/clock', { method: 'POST', headers, body: hour })).status).toBe(200)
  expect(stack.clock.nowMs() - before).toBeGreaterThanOrEqual(3_600_000)
  for (const body of ['{"advance":"P1Y"}', '{"until":"2001-01-01T00:00:00.000Z"}', '{"by":1}', '{}', 'P1D'])
    expect({ body, ...(await send('/_local/clock', { method: 'POST', headers, body })) }).toMatchObject({
      body,
      status: 400,
    })
})

test('the state has the code of this half minute, never the secret behind it', async () => {
  const { status, text } = await send('/_local/state')
  expect(status).toBe(200)
  const state: LocalState = JSON.parse(text)
  expect(state.staff.map(({ totp }) => totp)).toEqual(samples.staff.map(() => expect.stringMatching(/^\d{6}$/)))
  expect(state.residents[0]).toMatchObject({ user: 'owner', openid: expect.stringMatching(/^o.{27}$/) })
  for (const { totpSecret } of samples.staff) expect(text).not.toContain(totpSecret)
})

test('a schedule runs by hand; an unknown one is refused', async () => {
  expect((await send('/_local/jobs/sweep-orders', { method: 'POST', headers: json, body: '{}' })).status).toBe(200)
  expect((await send('/_local/jobs/no-such', { method: 'POST', headers: json, body: '{}' })).status).toBe(400)
})

test('the gateway is reached through the same origin', async () => {
  const fault = JSON.stringify({ kind: 'drop' })
  expect((await send('/_local/gateway/faults', { method: 'POST', headers: json, body: fault })).status).toBe(200)
  expect((await send('/_local/gateway/faults')).text).toContain('"drop"')
  expect((await send('/_local/gateway/faults', { method: 'DELETE' })).status).toBe(200)
  expect((await send('/_local/gateway/faults')).text).toBe('[]')
})

test('the stage allows its own files only, and stands in no frame', async () => {
  const page = await fetch(stack.url)
  expect(page.headers.get('content-security-policy')).toMatch(
    /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/,
  )
  expect(await page.text()).not.toMatch(/https?:\/\//)
  const script = await fetch(`${stack.url}/stage/stage.js`)
  expect(script.headers.get('content-type')).toContain('text/javascript')
  expect((await script.text()).length).toBeGreaterThan(10_000)
  expect((await fetch(`${stack.url}/stage/stage.css`)).status).toBe(200)
})
