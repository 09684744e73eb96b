import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Incoming, json, listen, type Reply } from '../wechat/http'

const windowMs = 300_000

export type Opened = { deviceId: string; commandId: string; at: string }

export interface GateController {
  url: string
  /** What LINLI_GATES is set to, so that the product's gates are these. */
  env(): string
  /** Each bar that went up, in order. */
  opened: readonly Opened[]
  /** A bar of this device that does not move, as when somebody drove into it. */
  stuck: Set<string>
  stop(): Promise<void>
}

/**
 * A stand-in for a controller of gates' bars on loopback: `POST /gates/<device>/open`, signed by HMAC-SHA256 over time and
 * body. A command that comes again has opened before; one that is unsigned, altered or five minutes old opens nothing.
 */
export async function startGateController({ nowMs }: { nowMs: () => number }): Promise<GateController> {
  const key = randomBytes(32).toString('hex')
  const opened: Opened[] = []
  const stuck = new Set<string>()
  const listener = await listen(0, incoming => Promise.resolve(answer(incoming)))

  function answer({ method, path, headers, body }: Incoming): Reply {
    const [, deviceId] = /^\/gates\/([\w-]{1,40})\/open$/.exec(path) ?? []
    if (method !== 'POST' || deviceId === undefined) return json(404, { error: 'no such gate' })
    const time = String(headers['x-gate-time'])
    const expected = createHmac('sha256', key).update(`${time}\n${body}`).digest()
    const told = Buffer.from(String(headers['x-gate-signature']), 'hex')
    const isSigned = told.length === expected.length && timingSafeEqual(told, expected)
    if (!isSigned || Math.abs(nowMs() - Number(time) * 1000) >= windowMs) return json(401, { error: 'not signed' })
    const said: { deviceId?: unknown; commandId?: unknown } = JSON.parse(body)
    if (said.deviceId !== deviceId || typeof said.commandId !== 'string') return json(400, { error: 'another gate' })
    if (stuck.has(deviceId)) return json(200, { opened: false })
    const { commandId } = said
    if (!opened.some(each => each.commandId === commandId))
      opened.push({ deviceId, commandId, at: new Date(nowMs()).toISOString() })
    return json(200, { opened: true })
  }
  return {
    url: listener.url,
    env: () => JSON.stringify({ base: listener.url, key }),
    opened,
    stuck,
    stop: () => listener.stop(),
  }
}
