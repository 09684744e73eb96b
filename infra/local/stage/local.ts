import type { LetterFace } from '@linli/shared/identity/letter-schema'
import type { Trade } from '../alipay/book'
import type { FaultInput as AlipayFault } from '../alipay/faults'
import type { SentText } from '../aliyun/book'
import type { Code, Message, Notice, Order } from '../wechat/book'
import type { Fault, FaultInput } from '../wechat/faults'
import type { PayInput, PayOutcome } from '../wechat/phone'
import type { LocalState } from '../local-state'

/** The stack's own controls under /_local, same origin. Every call ends within 30 s or throws. */
async function call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/_local${path}`, {
    method,
    signal: AbortSignal.timeout(30_000),
    ...(method === 'POST' && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }),
  })
  if (!response.ok) throw new Error(`${response.status} ${path}`)
  return trusted<T>(await response.json())
}

/** What a letter or poster says beside its code; undefined when the code is no longer good. */
export async function letterFace(scene: string): Promise<LetterFace | undefined> {
  const response = await fetch(`/v1/identity/letters/${encodeURIComponent(scene)}`)
  return response.ok ? trusted<LetterFace>(await response.json()) : undefined
}

/** The other end is this very package, built from the same types. */
// oxlint-disable-next-line typescript/consistent-type-assertions
const trusted = <T>(answer: unknown) => answer as T

export const readState = () => call<LocalState>('GET', '/state')
export const moveClock = (by: { advance: string } | { until: string }) => call<{ now: string }>('POST', '/clock', by)

/** The WeChat gateway's controls. */
export const gateway = {
  loginCode: (user: string) => call<{ code: string; openid: string }>('POST', '/gateway/login-code', { user }),
  staffCode: (user: string) => call<{ code: string }>('POST', '/gateway/staff-code', { user }),
  phoneCode: (user: string, phone: string) =>
    call<{ code: string; openid: string }>('POST', '/gateway/phone-code', { user, phone }),
  grant: (openid: string, templateId: string) =>
    call<{ left: number }>('POST', '/gateway/grants', { openid, templateId }),
  pay: (input: PayInput) => call<PayOutcome>('POST', '/gateway/pay', input),
  codes: () => call<Code[]>('GET', '/gateway/codes'),
  payments: () => call<Order[]>('GET', '/gateway/payments'),
  notices: () => call<Notice[]>('GET', '/gateway/notices'),
  messages: () => call<Message[]>('GET', '/gateway/messages'),
  texts: () => call<SentText[]>('GET', '/gateway/texts'),
  resend: (outTradeNo: string) => call<object>('POST', '/gateway/resend', { outTradeNo }),
  faults: () => call<Fault[]>('GET', '/gateway/faults'),
  arm: (fault: FaultInput) => call<Fault>('POST', '/gateway/faults', fault),
  clearFaults: () => call<object>('DELETE', '/gateway/faults'),
}

/** The Alipay gateway's. */
export const alipay = {
  trades: () => call<Trade[]>('GET', '/gateway/alipay/trades'),
  scan: (outTradeNo: string) => call<{ done: boolean }>('POST', '/gateway/alipay/scan', { outTradeNo }),
  pay: (outTradeNo: string) => call<{ done: boolean }>('POST', '/gateway/alipay/pay', { outTradeNo }),
  arm: (fault: AlipayFault) => call<object>('POST', '/gateway/alipay/faults', fault),
}
