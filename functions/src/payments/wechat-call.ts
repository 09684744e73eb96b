import { type KeyObject, randomInt } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import type { PayParams } from '@linli/shared/payments/schema'
import type { Merchant } from '../env-shapes'
import { checkSignature, readHeaders } from './wechat-notice'
import { type Request, signerOf } from './wechat-sign'

export type Answer = { status: number; data: unknown }

/** How often a call is made at most while it gets no answer, and how long all of it may take. */
export type Patience = { tries: number; withinMs: number }
const usual: Patience = { tries: 3, withinMs: 8000 }
/** Once: a notice waits for it, and WeChat waits 5 s for the notice; or it must not be asked again at once. */
const hurried: Patience = { tries: 1, withinMs: 3500 }
const oneTryMs = 4000
/** A bill of a million lines takes its time. */
const downloadMs = 300_000

/**
 * Signed calls to WeChat Pay. Each ends in time; no answer (network error, 5xx, SYSTEM_ERROR, FREQUENCY_LIMITED, a bad
 * signature) is asked for again with the identical request and number. Throws payments.channel_down when there is none.
 */
export type Caller = {
  get(path: string, patience?: Patience): Promise<Answer>
  post(path: string, body: object): Promise<Answer>
  certificates(): Promise<Answer>
  tradeBill(date: string): Promise<Answer>
  refund(params: Record<string, unknown>): Promise<Answer>
  queryRefund(outRefundNo: string): Promise<Answer>
  /** `serial`: the platform's key that encrypted what is secret in it. */
  abnormalRefund(refundId: string, params: Record<string, unknown>, serial?: string): Promise<Answer>
  /** The bytes at an address that a bill's answer named, as they come; the answer is unsigned, the bill's hash tells. */
  download(url: string, take: (bytes: Uint8Array) => void): Promise<{ status: number }>
  paySheet(prepayId: string, appId: string): Promise<PayParams>
}

/** `keyOf` finds the platform's key; the certificate list is sealed with our APIv3 key, and is not verified before it is known. */
export function wechatPayCaller(
  base: string,
  merchant: Merchant,
  keyOf: (serial: string) => Promise<KeyObject | undefined>,
  nowMs: () => number,
): Caller {
  const signer = signerOf(merchant)
  const send = async (request: Request, accept: string, timeoutMs: number): Promise<Response> =>
    fetch(base + request.path, {
      method: request.method,
      headers: {
        accept,
        'user-agent': 'linli',
        authorization: await signer.authorization(request, nowMs()),
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...(request.serial !== undefined && { 'wechatpay-serial': request.serial }),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(request.body !== undefined && { body: request.body }),
    })
  /** One try, with each of our keys that are live; `undefined` is no answer. */
  const once = async (request: Request, timeoutMs: number): Promise<Answer | undefined> => {
    for (let key = 0; key < signer.keys; key++) {
      const response = await send(request, 'application/json', timeoutMs)
      const text = await response.text()
      const data = text === '' ? {} : parse(text)
      if (response.status >= 500 || response.status === 429 || passing.includes(codeOf(data))) return undefined
      if (response.status === 401 && codeOf(data) === 'SIGN_ERROR' && key + 1 < signer.keys) {
        signer.next()
        continue
      }
      const isSigned = response.ok || response.headers.has('wechatpay-signature')
      if (isSigned && !request.path.startsWith('/v3/certificates')) await verifyAnswer(response, text, keyOf)
      return { status: response.status, data }
    }
    return undefined
  }
  const call = async (request: Request, { tries, withinMs }: Patience = usual): Promise<Answer> => {
    const until = performance.now() + withinMs
    let cause: unknown
    for (let tried = 0; tried < tries; tried++) {
      if (tried > 0) await pause(tried)
      const left = Math.floor(until - performance.now())
      if (left < 500) break
      try {
        const answer = await once(request, Math.min(oneTryMs, left))
        if (answer) return answer
      } catch (error) {
        cause = error
      }
    }
    throw new AppError('payments.channel_down', { cause })
  }
  const get = (path: string, patience?: Patience) => call({ method: 'GET', path, body: undefined }, patience)
  const post = (path: string, body: object, serial?: string, patience?: Patience) =>
    call({ method: 'POST', path, body: JSON.stringify(body), serial }, patience)
  const sub = merchant.sub && { sub_mchid: merchant.sub.mchid }
  const refunds = '/v3/refund/domestic/refunds'
  return {
    get,
    post,
    certificates: () => get('/v3/certificates', hurried),
    tradeBill: date => get(pathOf('/v3/bill/tradebill', { bill_date: date, ...sub, bill_type: 'ALL' })),
    // A minute must lie between two requests of one order's refunds: who asks again is the refund's own work.
    refund: params => post(refunds, { ...sub, ...params }, undefined, hurried),
    queryRefund: outRefundNo => get(pathOf(`${refunds}/${encodeURIComponent(outRefundNo)}`, { ...sub })),
    abnormalRefund: (refundId, params, serial) =>
      post(`${refunds}/${encodeURIComponent(refundId)}/apply-abnormal-refund`, { ...sub, ...params }, serial, hurried),
    paySheet: (prepayId, appId) => signer.paySheet(prepayId, appId, nowMs()),
    async download(url, take) {
      const at = new URL(url)
      const request = { method: 'GET' as const, path: at.pathname + at.search, body: undefined }
      try {
        const response = await send(request, '*/*', downloadMs)
        for await (const bytes of response.body ?? []) take(bytes)
        return { status: response.status }
      } catch (cause) {
        if (cause instanceof AppError) throw cause
        throw new AppError('payments.channel_down', { cause })
      }
    },
  }
}

const pathOf = (path: string, query: Record<string, string>): string => {
  const text = new URLSearchParams(query).toString()
  return text === '' ? path : `${path}?${text}`
}

/** What WeChat says when the same request may be made again (公共错误码). */
const passing = ['SYSTEM_ERROR', 'SYSTEMERROR', 'FREQUENCY_LIMITED', 'BIZERR_NEED_RETRY']

/** 0.2–0.4 s, then 0.4–0.8 s: jittered, so that many do not come back at once. */
const pause = (tried: number) =>
  new Promise<void>(resolve => setTimeout(resolve, 100 * 2 ** tried + randomInt(100 * 2 ** tried)))

async function verifyAnswer(
  response: Response,
  text: string,
  keyOf: (serial: string) => Promise<KeyObject | undefined>,
): Promise<void> {
  const headers = readHeaders(name => response.headers.get(name) ?? undefined)
  const key = await keyOf(headers.serial)
  if (!key) throw new AppError('payments.bad_signature')
  checkSignature(headers, text, key)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** The error code of a refused call, such as ORDER_NOT_EXIST. */
export const codeOf = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string' ? data.code : ''
