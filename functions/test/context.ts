import { randomInt } from 'node:crypto'
import { authorise } from '../src/access'
import { type Actor, type Context, type Deps, makeContext } from '../src/context'
import { makeClients, makeDeps } from '../src/deps'
import { parseEnv } from '../src/env'
import type { Log } from '../src/log'
import type { SenderDeps } from '../src/outbox-sender'
import { strict, type StrictOptions, StrictWorld } from './strict'
import type { Life } from './strict/life'

/** `life` ends this process's writes at a chosen one, as when it dies. */
export type TestDeps = Deps & { sender: SenderDeps; world: StrictWorld; clock: TestClock; life: Life; env: Deps['env'] }

/** A clock that stands at a moment until a test moves it. */
export type TestClock = { nowMs: number; advance(ms: number): void; set(instant: string): void }

type Options = {
  /** Variables over those that the global setup gave, such as a gateway's address. */
  env?: Record<string, string>
  /** The clock's first moment; default 12:00 in Beijing on 22 November 2026. */
  at?: string
  world?: StrictWorld
  strict?: Partial<StrictOptions>
}

const silent: Log = { info() {}, warn() {}, error() {} }
const key = (letter: string) => `v1:${Buffer.alloc(32, letter).toString('base64')}`
const own = {
  LINLI_PUBLIC_URL: 'http://127.0.0.1:8620',
  LINLI_WECHAT_APPID: 'wx0000000000000000',
  LINLI_WECHAT_SECRET: 'none',
  LINLI_WECHATPAY_MERCHANTS: '[]',
  LINLI_FIELD_KEYS: key('f'),
  LINLI_HASH_KEYS: key('h'),
  LINLI_PASS_KEYS: key('p'),
  LINLI_FORUM: 'on',
}

/** The product's own dependencies over the run's engine and queues, with the strict middleware beneath the store. */
export function testDeps(options: Options = {}): TestDeps {
  const env = parseEnv({ ...process.env, ...own, ...options.env })
  const world = options.world ?? new StrictWorld({ seed: randomInt(1e9), ...options.strict })
  const clients = makeClients(env)
  const life = strict(clients.dynamo, world)
  const clock: TestClock = {
    nowMs: Date.parse(options.at ?? '2026-11-22T04:00:00.000Z'),
    advance(ms) {
      clock.nowMs += ms
    },
    set(instant) {
      clock.nowMs = Date.parse(instant)
    },
  }
  return { ...makeDeps(env, { clients, nowMs: () => clock.nowMs, log: silent }), world, clock, life }
}

/**
 * A context as a request of this actor would have it: account and staff reach what their session lets them, the system
 * what is named in `owners`.
 */
export function testContext(deps: Deps, actor: Actor, owners: string[] = []): Context {
  const today = makeContext(deps, actor, []).today()
  const granted =
    actor.kind === 'account' || actor.kind === 'staff' ? authorise({ kind: actor.kind }, actor, {}, today) : []
  return makeContext(deps, actor, [...granted, ...owners])
}
