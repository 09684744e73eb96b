import type { Worker } from '@linli/functions/entries/local'
import type { Deps } from '@linli/functions/context'
import { Hono, type Context } from 'hono'
import * as z from 'zod'
import type { Clock } from './clock'
import { localState } from './local-state'
import type { Pages } from './pages'
import type { StateDir } from './state-dir'
import type { AlipayGateway } from './alipay/gateway'
import type { TextGateway } from './aliyun/gateway'
import type { TaxGateway } from './tax/gateway'
import type { WechatGateway } from './wechat/gateway'

export interface LocalParts {
  deps: Deps
  state: StateDir
  clock: Clock
  gateway: WechatGateway
  alipay: AlipayGateway
  texts: TextGateway
  tax: TaxGateway
  worker: Worker
  pages: Pages
  otherGateways: boolean
  advance(by: { duration?: string; until?: string }): Promise<void>
}

const ClockInput = z.strictObject({ advance: z.string().optional(), until: z.iso.datetime().optional() })

/**
 * /_local/*: what only this machine's stack offers, never production: the clock, jobs by hand, the sample people with
 * their current TOTP codes, and the gateway's controls. Another site's page cannot write here: JSON from our origin only.
 */
export function localRoutes(parts: LocalParts): Hono {
  const app = new Hono().basePath('/_local')
  app.use('*', async (c, next) => {
    const { origin, host } = new URL(parts.deps.env.LINLI_PUBLIC_URL)
    const from = c.req.header('origin')
    // A foreign name that resolves to this machine (DNS rebinding) would be its own origin: the Host gives it away.
    if (c.req.header('host') !== host || (from !== undefined && from !== origin))
      return c.json({ error: 'another origin' }, 403)
    if (c.req.method === 'POST' && !c.req.header('content-type')?.startsWith('application/json'))
      return c.json({ error: 'Content-Type must be application/json' }, 415)
    return next()
  })
  app.get('/state', async c => c.json(await localState(parts)))
  app.post('/clock', async c => {
    const input = ClockInput.safeParse(await c.req.json().catch(() => undefined))
    if (!input.success) return c.json({ error: 'send {"advance":"P1D"} or {"until":"2026-11-23T02:00:00.000Z"}' }, 400)
    try {
      await parts.advance({
        ...(input.data.advance && { duration: input.data.advance }),
        ...(input.data.until && { until: input.data.until }),
      })
    } catch (error) {
      if (error instanceof RangeError) return c.json({ error: error.message }, 400)
      throw error
    }
    return c.json({ now: new Date(parts.clock.nowMs()).toISOString() })
  })
  app.post('/jobs/:name', async c => {
    try {
      await parts.worker.runSchedule(c.req.param('name'))
    } catch (error) {
      return c.json({ error: error instanceof Error ? error.message : 'failed' }, 400)
    }
    return c.json({ done: true })
  })
  app.all('/gateway/texts', c => passOn(parts.texts.url, c))
  app.all('/gateway/text-faults', c => passOn(parts.texts.url, c))
  app.all('/gateway/tax-faults', c => passOn(parts.tax.url, c))
  app.all('/gateway/alipay/*', c => passOn(parts.alipay.url, c))
  app.all('/gateway/*', c => passOn(parts.gateway.url, c))
  return app
}

async function passOn(gateway: string, c: Context): Promise<Response> {
  const path = c.req.path.replace('/_local/gateway', '/_gateway')
  const query = c.req.url.split('?')[1]
  const response = await fetch(`${gateway}${path}${query ? `?${query}` : ''}`, {
    method: c.req.method,
    signal: AbortSignal.timeout(10_000),
    ...(c.req.method === 'POST' && { body: await c.req.text(), headers: { 'content-type': 'application/json' } }),
  })
  return new Response(await response.text(), {
    status: response.status,
    headers: { 'content-type': 'application/json' },
  })
}
