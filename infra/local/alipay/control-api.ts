import * as z from 'zod'
import { type Incoming, json, type Reply } from '../wechat/http'
import type { AlipayControl } from './control'
import { FaultInput } from './faults'

const Which = z.strictObject({ outTradeNo: z.string() })
const Amount = z.strictObject({ outTradeNo: z.string(), refundFen: z.int().min(1) })

const acts: Record<string, (control: AlipayControl, body: unknown) => unknown> = {
  'GET trades': control => control.trades(),
  'GET notices': control => control.notices(),
  'GET calls': control => control.calls(),
  'GET faults': control => control.faults(),
  'POST faults': (control, body) => control.fault(FaultInput.parse(body)),
  'DELETE faults': control => control.clearFaults(),
  'POST scan': (control, body) => ({ done: control.scan(Which.parse(body).outTradeNo) }),
  'POST pay': (control, body) => ({ done: control.pay(Which.parse(body).outTradeNo) }),
  'POST finish': (control, body) => control.finish(Which.parse(body).outTradeNo),
  'POST resend': (control, body) => control.resend(Which.parse(body).outTradeNo),
  'POST refund': (control, body) => {
    const { outTradeNo, refundFen } = Amount.parse(body)
    return control.refund(outTradeNo, refundFen)
  },
}

/** /_gateway/alipay/*: `control` over HTTP for the stage, which asks through the stack's own origin. */
export async function controlApi(control: AlipayControl, { method, path, headers, body }: Incoming): Promise<Reply> {
  const act = acts[`${method} ${path.replace('/_gateway/alipay/', '')}`]
  if (!act) return json(404, { error: 'not found' })
  if (method === 'POST' && !headers['content-type']?.startsWith('application/json'))
    return json(415, { error: 'Content-Type must be application/json' })
  try {
    return json(200, (await act(control, method === 'POST' ? JSON.parse(body || '{}') : undefined)) ?? {})
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : 'wrong' })
  }
}
