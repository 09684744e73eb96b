import { randomBytes, type KeyObject } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import type WxPay from 'wechatpay-node-v3'
import type { Merchant } from '../env'
import { checkSignature, readHeaders } from './wechat-notice'

export type Answer = { status: number; data: unknown }

type PrepayParams = Parameters<WxPay['transactions_jsapi']>[0]

/** The signed calls that we make, each bounded in time. `download` fetches an address that a bill's answer named. */
export type Caller = {
  prepay(params: PrepayParams): Promise<Answer>
  query(orderId: string): Promise<Answer>
  close(orderId: string): Promise<Answer>
  certificates(): Promise<Answer>
  tradeBill(date: string): Promise<Answer>
  refund(params: Record<string, unknown>): Promise<Answer>
  queryRefund(outRefundNo: string): Promise<Answer>
  /** `serial`: the platform's key that encrypted what is secret in it. */
  abnormalRefund(refundId: string, params: Record<string, unknown>, serial?: string): Promise<Answer>
  download(url: string): Promise<{ status: number; bytes: Uint8Array }>
}

const host = 'https://api.mch.weixin.qq.com'
const timeoutMs = 5000

/**
 * wechatpay-node-v3 composes and signs requests; sending is ours, because it has no time-out and does not verify answers.
 * `keyOf` finds the platform's key; the certificate list itself is encrypted with our APIv3 key, and is not verified before it is known.
 */
export function wechatPayCaller(
  base: string,
  merchant: Merchant,
  keyOf: (serial: string) => Promise<KeyObject | undefined>,
  nowMs: () => number,
): Caller {
  const request = async (method: string, url: string, headers: Record<string, string>, body?: string) => {
    try {
      return await fetch(url.replace(host, base), {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        ...(body !== undefined && { body }),
      })
    } catch (cause) {
      throw new AppError('payments.channel_down', { cause })
    }
  }
  const verified = async (url: string, response: Response): Promise<Answer> => {
    const text = await response.text()
    // A refusal of the request's own signature, and the first list of certificates, cannot be verified.
    if (response.ok && !url.includes('/v3/certificates')) await verifyAnswer(response, text, keyOf)
    return { status: response.status, data: text === '' ? {} : parse(text) }
  }
  const http = {
    get: async (url: string, headers: Record<string, string>) => verified(url, await request('GET', url, headers)),
    upload: () => Promise.reject(new Error('nothing is uploaded to WeChat Pay')),
    post: async (url: string, params: Record<string, unknown>, headers: Record<string, string>) =>
      verified(
        url,
        await request('POST', url, { ...headers, 'content-type': 'application/json' }, JSON.stringify(params)),
      ),
  }
  const client = lazily(async () => {
    const Pay = constructorOf(await import('wechatpay-node-v3'))
    const pay = new Pay({
      appid: merchant.appid,
      mchid: merchant.mchid,
      serial_no: merchant.serial,
      publicKey: Buffer.from(merchant.publicKeys[0]?.pem ?? ''),
      privateKey: Buffer.from(merchant.privateKeyPem),
      key: merchant.apiV3Key,
    })
    pay.createHttp(http)
    return pay
  })
  const signedGet = async (path: string): Promise<Answer> => {
    const pay = await client()
    const Authorization = authorization(pay, 'GET', path, nowMs())
    return http.get(`${host}${path}`, { Accept: 'application/json', Authorization })
  }
  const signedPost = async (path: string, params: Record<string, unknown>, more = {}): Promise<Answer> => {
    const pay = await client()
    const Authorization = authorization(pay, 'POST', path, nowMs(), params)
    return http.post(`${host}${path}`, params, { Accept: 'application/json', Authorization, ...more })
  }
  return {
    prepay: async params => answerOf(await (await client()).transactions_jsapi(params)),
    query: async orderId => answerOf(await (await client()).query({ out_trade_no: orderId })),
    close: async orderId => answerOf(await (await client()).close(orderId)),
    certificates: () => signedGet('/v3/certificates'),
    tradeBill: date => signedGet(`/v3/bill/tradebill?bill_date=${date}&bill_type=ALL`),
    refund: params => signedPost('/v3/refund/domestic/refunds', params),
    queryRefund: outRefundNo => signedGet(`/v3/refund/domestic/refunds/${encodeURIComponent(outRefundNo)}`),
    abnormalRefund: (refundId, params, serial) =>
      signedPost(
        `/v3/refund/domestic/refunds/${encodeURIComponent(refundId)}/apply-abnormal-refund`,
        params,
        serial === undefined ? {} : { 'Wechatpay-Serial': serial },
      ),
    async download(url) {
      const pay = await client()
      const at = new URL(url)
      const response = await request('GET', `${base}${at.pathname}${at.search}`, {
        Accept: '*/*',
        Authorization: authorization(pay, 'GET', at.pathname + at.search, nowMs()),
      })
      return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
    },
  }
}

/** The signed header of a call, through the library's own signing. */
function authorization(
  pay: WxPay,
  method: 'GET' | 'POST',
  path: string,
  nowMs: number,
  params?: Record<string, unknown>,
): string {
  const nonce = randomBytes(16).toString('hex')
  const timestamp = String(Math.floor(nowMs / 1000))
  return pay.getAuthorization(nonce, timestamp, pay.getSignature(method, nonce, timestamp, path, params))
}

async function verifyAnswer(
  response: Response,
  text: string,
  keyOf: (serial: string) => Promise<KeyObject | undefined>,
): Promise<void> {
  try {
    const headers = readHeaders(name => response.headers.get(name) ?? undefined)
    const key = await keyOf(headers.serial)
    if (!key) throw new AppError('payments.bad_signature')
    checkSignature(headers, text, key)
  } catch (cause) {
    throw new AppError('payments.channel_down', { cause })
  }
}

/** The library's class: a CommonJS module, where Node and the bundler disagree on which `default` it is. */
function constructorOf(module: { default: typeof WxPay }): typeof WxPay {
  const { default: outer } = module
  // oxlint-disable-next-line typescript/consistent-type-assertions
  return 'default' in outer ? (outer.default as typeof WxPay) : outer
}

/** The library answers status and data; anything else in it (errRaw holds the request) is dropped here. */
const answerOf = (result: { status: number; data?: unknown }): Answer => ({
  status: result.status,
  data: result.data ?? {},
})

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
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
