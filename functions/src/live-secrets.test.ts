import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type SecretServer, startSecretServer } from '../../infra/local/secret-server'
import { type Env, parseEnv } from './env'
import { liveSecrets } from './live-secrets'
import type { LogFields } from './log'
import { secretStore } from './secret-store'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const privateKeyPem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const merchant = (ref: string, change: object = {}) => ({
  ref,
  mchid: '1600000001',
  appid: 'wx0000000000000000',
  serial: 'A'.repeat(40),
  privateKeyPem,
  apiV3Key: 'very-secret'.padEnd(32, '0'),
  publicKeys: [{ serial: 'PUB_KEY_ID_1', pem }],
  callbackBase: 'https://linli.invalid',
  ...change,
})
const ring = (...versions: string[]) =>
  versions.map(version => `${version}:${Buffer.alloc(32, version).toString('base64')}`).join(',')

const minute = 60_000
const clock = { nowMs: Date.parse('2026-11-22T04:00:00.000Z') }
let store: SecretServer
let lines: [string, LogFields | undefined][] = []

beforeAll(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local')
  store = await startSecretServer()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await store.stop()
})
beforeEach(() => {
  lines = []
  put([merchant('one'), merchant('two')], ring('v1'))
})

function put(merchants: unknown, keys = ring('v1')) {
  store.put('linli/wechatpay', typeof merchants === 'string' ? merchants : JSON.stringify(merchants))
  store.put('linli/field-keys', keys)
}

/** A process that begins, by the SDK's real calls. */
function begin() {
  const env = parseEnv({
    AWS_REGION: 'cn-north-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    LINLI_TABLE: 'linli',
    LINLI_BUCKET: 'linli-files',
    LINLI_QUEUE_PREFIX: 'https://sqs.cn-north-1.amazonaws.com.cn/1/linli-',
    LINLI_PUBLIC_URL: 'https://linli.invalid',
    LINLI_WECHAT_APPID: 'wx1',
    LINLI_WECHAT_SECRET: 'none',
    LINLI_WECHATPAY_MERCHANTS: 'secret:linli/wechatpay',
    LINLI_FIELD_KEYS: 'secret:linli/field-keys',
    LINLI_HASH_KEYS: ring('v1'),
  })
  const write = (event: string, fields?: LogFields) => void lines.push([event, fields])
  const log = { info: write, warn: write, error: write }
  return { env, live: liveSecrets(env, () => clock.nowMs, log, secretStore(env.AWS_REGION, store.url)) }
}

const standOf = (env: Env) => ({
  refs: env.LINLI_WECHATPAY_MERCHANTS.map(({ ref }) => ref),
  versions: env.LINLI_FIELD_KEYS.map(({ version }) => version),
})
const both = { refs: ['one', 'two'], versions: ['v1'] }

async function later({ live }: ReturnType<typeof begin>, minutes: number) {
  clock.nowMs += minutes * minute
  await live.current()
  await live.settled()
}

it('nothing is there before the first reading, which is tried again until it works', async () => {
  const { env, live } = begin()
  expect(standOf(env)).toEqual({ refs: [], versions: [] })
  store.state.failing = true
  await expect(live.current()).rejects.toThrow('系统出了点问题')
  store.state.failing = false
  await live.current()
  expect(standOf(env)).toEqual(both)
  expect(lines.map(([event]) => event)).toEqual(['secrets.unread'])
})

it('a change is seen after ten minutes, without a start; who did not change stays the same object', async () => {
  const process = begin()
  await process.live.current()
  const [one, two] = process.env.LINLI_WECHATPAY_MERCHANTS
  const calls = store.state.calls
  put([merchant('one'), merchant('two', { apiV3Key: 'n'.repeat(32) })], ring('v1', 'v2'))
  await later(process, 9)
  expect(store.state.calls).toBe(calls)
  await later(process, 2)
  expect(standOf(process.env).versions).toEqual(['v1', 'v2'])
  expect(process.env.LINLI_WECHATPAY_MERCHANTS[0]).toBe(one)
  expect(process.env.LINLI_WECHATPAY_MERCHANTS[1]).not.toBe(two)
  put([merchant('one')], ring('v2', 'v1'))
  await later(process, 11)
  expect(standOf(process.env)).toEqual({ refs: ['one'], versions: ['v2', 'v1'] })
  expect(lines).toEqual([])
})

it('a store that fails leaves what was there, and is asked again a minute later', async () => {
  const process = begin()
  await process.live.current()
  store.state.failing = true
  await later(process, 11)
  expect(standOf(process.env)).toEqual(both)
  expect(lines.map(([event]) => event)).toEqual(['secrets.not_renewed'])
  store.state.failing = false
  put([merchant('new')])
  await later(process, 0.5)
  expect(standOf(process.env)).toEqual(both)
  await later(process, 0.6)
  expect(standOf(process.env).refs).toEqual(['new'])
})

const good = [merchant('one')]
it.each([
  ['{', ring('v1'), 'LINLI_WECHATPAY_MERCHANTS is malformed (not JSON)'],
  [[merchant('one', { mchid: '' })], ring('v1'), 'LINLI_WECHATPAY_MERCHANTS is malformed (0.mchid)'],
  [[merchant('one'), merchant('one')], ring('v1'), 'have a ref twice'],
  [
    [merchant('one', { privateKeyPem: 'BEGIN PRIVATE KEY very-secret' })],
    ring('v1'),
    'LINLI_WECHATPAY_MERCHANTS is malformed (0.privateKeyPem)',
  ],
  [good, 'v1:short', 'LINLI_FIELD_KEYS must be v1:<base64 of 32 bytes>'],
  [good, ring('v2', 'v1'), 'LINLI_FIELD_KEYS begins with a key that is new'],
  [good, `v1:${Buffer.alloc(32, 'x').toString('base64')}`, 'LINLI_FIELD_KEYS has another key under a version'],
])('a change that is wrong in one part is refused as a whole: %#', async (merchants, keys, reason) => {
  const process = begin()
  await process.live.current()
  put(merchants, keys)
  await later(process, 11)
  expect(standOf(process.env)).toEqual(both)
  expect(process.env.LINLI_FIELD_KEYS[0]?.key).toEqual(Buffer.alloc(32, 'v1'))
  expect(lines).toHaveLength(1)
  expect(lines[0]?.[1]?.reason).toContain(reason)
  expect(JSON.stringify(lines)).not.toContain('very-secret')
})

it('a process that starts after a wrong change has what the secret was before', async () => {
  store.put('linli/wechatpay', '[{}]')
  const { env, live } = begin()
  await live.current()
  expect(standOf(env)).toEqual(both)
  expect(lines.map(([event]) => event)).toEqual(['secrets.not_renewed'])
})

it('however many ask for unknown keys, the store is asked once a minute', async () => {
  const { live } = begin()
  await live.current()
  const calls = store.state.calls
  clock.nowMs += 2 * minute
  await Promise.all(Array.from({ length: 20 }, () => live.renew()))
  await live.renew()
  expect(store.state.calls - calls).toBe(2)
})
