import type { GatewayContext } from './context'
import { type Control, createControl } from './control'
import { controlApi } from './control-api'
import { Deliveries } from './deliveries'
import { Faults } from './faults'
import { type Incoming, json, listen, type Reply } from './http'
import { miniApi } from './mini-api'
import { payApi } from './pay-api'
import { Pushes } from './pushes'
import { openStore } from './store'

const KEPT_CALLS = 2000
const HANG_MS = 60_000
const ANSWER_MS = 5000

export interface WechatGateway {
  url: string
  control: Control
  stop(): Promise<void>
}

/**
 * A stand-in for api.weixin.qq.com and api.mch.weixin.qq.com on loopback: their wire formats, real RSA-2048 and
 * AES-256-GCM. With `dir`, keys and book survive a restart; without it they live in memory. `now` is the stack's
 * clock; `origin` is where the product is reached.
 */
export async function startWechatGateway(options: {
  dir?: string
  port?: number
  now?: () => Date
  origin: string
  /** How long a callback may take to answer; 5 s is WeChat Pay's. */
  answerMs?: number
  /** Sends due notices by itself in real time; a test that only wants `runDue` turns it off. */
  timer?: boolean
}): Promise<WechatGateway> {
  const store = await openStore(options.dir)
  const deliveries = new Deliveries(() => context, options.answerMs ?? ANSWER_MS)
  const pushes = new Pushes(() => context)
  const context: GatewayContext = {
    now: options.now ?? (() => new Date()),
    origin: options.origin,
    store,
    faults: new Faults(),
    calls: [],
    notify: (order, refund) => {
      deliveries.enqueue(order, refund && { url: refund.notifyUrl, outRefundNo: refund.outRefundNo })
      setImmediate(() => void deliveries.runDue())
    },
    push: (traceId, event) => pushes.enqueue(traceId, event),
  }
  await store.save()
  const control = createControl(context, deliveries, pushes)
  const listener = await listen(options.port ?? 0, incoming => route(context, control, incoming))
  if (options.timer ?? true) {
    deliveries.start()
    pushes.start()
  }
  return {
    url: listener.url,
    control,
    stop: async () => {
      await Promise.all([deliveries.stop(), pushes.stop(), listener.stop()])
      await store.save()
    },
  }
}

async function route(context: GatewayContext, control: Control, incoming: Incoming): Promise<Reply> {
  if (incoming.path.startsWith('/_gateway')) {
    const reply = await controlApi(control, context.origin, incoming)
    if (incoming.method === 'POST') await context.store.save()
    return reply
  }
  const api = incoming.path.startsWith('/v3/') ? payApi : miniApi
  const reply = await withFaults(context, incoming, () => api(context, incoming))
  context.calls.push({
    at: context.now().toISOString(),
    method: incoming.method,
    path: incoming.path,
    status: reply.hangMs === undefined ? reply.status : 0,
  })
  if (context.calls.length > KEPT_CALLS) context.calls.shift()
  return reply
}

/** A time-out hangs before anything happened, or after it did; an error answer means that nothing happened. */
async function withFaults(context: GatewayContext, incoming: Incoming, act: () => Promise<Reply>): Promise<Reply> {
  const subject = `${incoming.target} ${incoming.body}`
  const before = context.faults.take('time-out-before', subject)
  if (before) return { status: 0, hangMs: before.ms ?? HANG_MS }
  const isPay = incoming.path.startsWith('/v3/')
  if (context.faults.take('system-error', subject)) {
    return isPay
      ? json(500, { code: 'SYSTEM_ERROR', message: '系统异常，请稍后重试' })
      : json(200, { errcode: -1, errmsg: 'system error' })
  }
  if (context.faults.take('rate-limit', subject)) {
    return isPay
      ? json(429, { code: 'FREQUENCY_LIMITED', message: '频率超限' })
      : json(200, { errcode: 45011, errmsg: 'api minute-quota reach limit mustslower retry next minute' })
  }
  if (context.faults.take('token-over', subject))
    return json(200, { errcode: 40001, errmsg: 'invalid credential, access_token is invalid or not latest' })
  const reply = await act()
  const after = context.faults.take('time-out-after', subject)
  return after ? { status: 0, hangMs: after.ms ?? HANG_MS } : reply
}
