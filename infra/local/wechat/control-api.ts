import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import type { Control } from './control'
import { FaultInput } from './faults'
import { type Incoming, json, type Reply } from './http'
import { PayInput } from './phone'

const Who = z.object({ user: z.string().optional(), openid: z.string().optional() })

type Route = (control: Control, incoming: Incoming) => unknown

const routes: Record<string, Route> = {
  'GET /_gateway': overview,
  'POST /_gateway/pay': (control, { body }) => control.pay(read(body, PayInput)),
  'POST /_gateway/scan': (control, { body }) => control.scan(read(body, Who.extend({ codeUrl: z.string() }))),
  'POST /_gateway/login-code': (control, { body }) => control.loginCode(read(body, Who)),
  'POST /_gateway/staff-code': (control, { body }) => control.staffCode(read(body, z.object({ user: z.string() }))),
  'POST /_gateway/phone-code': (control, { body }) => control.phoneCode(read(body, Who.extend({ phone: z.string() }))),
  'POST /_gateway/grants': (control, { body }) => ({
    left: control.grant(read(body, Who.extend({ templateId: z.string(), count: z.int().min(1).optional() }))),
  }),
  'GET /_gateway/messages': (control, { query }) => control.messages(query.get('openid') ?? undefined),
  'GET /_gateway/codes': control => control.codes().slice(-200),
  'GET /_gateway/payments': control => control.payments(),
  'GET /_gateway/notices': (control, { query }) => control.notices(query.get('outTradeNo') ?? undefined),
  'GET /_gateway/calls': control => control.calls(),
  'GET /_gateway/faults': control => control.faults(),
  'POST /_gateway/faults': (control, { body }) => control.fault(read(body, FaultInput)),
  'DELETE /_gateway/faults': control => control.clearFaults(),
  'POST /_gateway/mode': (control, { body }) =>
    control.mode(read(body, z.object({ mode: z.enum(['certificate', 'public-key', 'mixed']) })).mode),
  'POST /_gateway/run-due': control => control.runDue(),
  'POST /_gateway/resend': (control, { body }) =>
    control.resend(read(body, z.object({ outTradeNo: z.string() })).outTradeNo),
  'POST /_gateway/refund': (control, { body }) => {
    const { outTradeNo, refundFen } = read(body, z.object({ outTradeNo: z.string(), refundFen: z.int().min(1) }))
    return control.refund(outTradeNo, refundFen)
  },
  'GET /_gateway/refunds': control => control.refunds(),
  'POST /_gateway/foreign-trade': async (control, { body }) => {
    const { ref, totalFen } = read(body, z.object({ ref: z.string(), totalFen: z.int().min(1) }))
    return { outTradeNo: await control.foreignTrade(ref, totalFen) }
  },
}

class BadInput extends Error {}

/**
 * /_gateway/*: `control` over HTTP, JSON in and out, for the stage. A body must say that it is JSON, so that a page
 * of another origin cannot post here unasked; only the product's own origin may read the answers.
 */
export async function controlApi(control: Control, origin: string, incoming: Incoming): Promise<Reply> {
  const cors = {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET, POST, DELETE',
    'Access-Control-Allow-Headers': 'Content-Type',
    Vary: 'Origin',
  }
  if (incoming.method === 'OPTIONS') return { status: 204, headers: cors }
  const route = routes[`${incoming.method} ${incoming.path.replace(/\/$/, '')}`]
  if (!route) return json(404, { error: 'not found' }, cors)
  if (incoming.method === 'POST' && !incoming.headers['content-type']?.startsWith('application/json')) {
    return json(415, { error: 'Content-Type must be application/json' }, cors)
  }
  try {
    return json(200, (await route(control, incoming)) ?? {}, cors)
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return json(400, { error: error.message }, cors)
  }
}

function overview(control: Control) {
  return {
    app: { appid: control.app().appid },
    payments: control.payments().length,
    pending: control.notices().filter(notice => notice.nextAt !== null).length,
    messages: control.messages().length,
    faults: control.faults(),
  }
}

function read<T>(body: string, schema: Schema<T>): T {
  let value: unknown
  try {
    value = JSON.parse(body || '{}')
  } catch {
    throw new BadInput('the body is not JSON')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new BadInput(z.prettifyError(parsed.error))
  return parsed.data
}
