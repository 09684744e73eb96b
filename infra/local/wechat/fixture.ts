import { createDecipheriv, createSign, createVerify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import * as z from 'zod'
import { startWechatGateway, type WechatGateway } from './gateway'
import type { GatewayMerchant } from './merchant'

/** A gateway with a clock that tests move, and a callback address that records what arrives. */
export interface Fixture {
  gateway: WechatGateway
  merchant: GatewayMerchant
  sink: Sink
  now: () => Date
  advance: (ms: number) => void
  stop: () => Promise<void>
}

export async function startFixture(options: { at?: string; dir?: string; answerMs?: number } = {}): Promise<Fixture> {
  let clock = Date.parse(options.at ?? '2026-11-22T04:00:00Z')
  const now = () => new Date(clock)
  const sink = await startSink()
  const gateway = await startWechatGateway({ ...options, now, origin: sink.url, timer: false })
  const merchant = await gateway.control.merchant('jinxiu')
  const stop = async () => {
    await gateway.stop()
    await sink.stop()
  }
  return { gateway, merchant, sink, now, advance: ms => void (clock += ms), stop }
}

export interface Arrival {
  headers: IncomingHttpHeaders
  body: string
  path: string
}

export interface Sink {
  url: string
  arrivals: Arrival[]
  /** The status of the answers to come; 0 never answers. */
  answer: number
  stop: () => Promise<void>
}

export async function startSink(): Promise<Sink> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(Buffer.from(chunk)))
    request.on('end', () => {
      sink.arrivals.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? '' })
      if (sink.answer > 0) response.writeHead(sink.answer).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = z.object({ port: z.number() }).parse(server.address())
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const sink: Sink = { url: `http://127.0.0.1:${address.port}`, arrivals: [], answer: 204, stop }
  return sink
}

/** A request signed by the merchant, written out here so that it does not lean on the gateway's own signing. */
export async function callPay(
  url: string,
  merchant: GatewayMerchant,
  method: string,
  target: string,
  body?: unknown,
  change: { timestamp?: number; headers?: Record<string, string>; sentBody?: string; signal?: AbortSignal } = {},
) {
  const text = body === undefined ? '' : JSON.stringify(body)
  const timestamp = change.timestamp ?? Math.floor(Date.now() / 1000)
  const { mchid, serial, privateKeyPem } = merchant.config
  const signature = createSign('RSA-SHA256')
    .update(`${method}\n${target}\n${timestamp}\nnonce0123\n${text}\n`)
    .sign(privateKeyPem, 'base64')
  const authorization = `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="nonce0123",timestamp="${timestamp}",serial_no="${serial}",signature="${signature}"`
  const response = await fetch(url + target, {
    method,
    headers: { 'Content-Type': 'application/json', Authorization: authorization, ...change.headers },
    body: change.sentBody ?? (text || undefined),
    signal: change.signal,
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: Object.fromEntries(response.headers), text: bytes.toString(), bytes }
}

/** Whether the platform signed this answer or notice, by the key that its serial names. */
export function signedByPlatform(merchant: GatewayMerchant, headers: Record<string, unknown>, body: string): boolean {
  const read = (name: string) => z.string().catch('').parse(headers[name])
  const key = merchant.config.publicKeys.find(each => each.serial === read('wechatpay-serial'))
  if (!key) return false
  const text = `${read('wechatpay-timestamp')}\n${read('wechatpay-nonce')}\n${body}\n`
  return createVerify('RSA-SHA256').update(text).verify(key.pem, read('wechatpay-signature'), 'base64')
}

const NoticeBody = z.object({
  id: z.string(),
  event_type: z.literal('TRANSACTION.SUCCESS'),
  resource: z.object({ ciphertext: z.string(), nonce: z.string(), associated_data: z.string() }),
})

const Transaction = z.looseObject({
  mchid: z.string(),
  appid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string(),
  trade_state: z.string(),
  success_time: z.string(),
  amount: z.object({ total: z.int(), payer_total: z.int(), currency: z.string() }),
})

/** The transaction inside a notice; throws when the GCM tag does not hold. */
export function decryptNotice(merchant: GatewayMerchant, body: string) {
  const { resource } = NoticeBody.parse(JSON.parse(body))
  return Transaction.parse(JSON.parse(unseal(merchant, resource)))
}

export function unseal(
  merchant: GatewayMerchant,
  sealed: { ciphertext: string; nonce: string; associated_data: string },
): string {
  const bytes = Buffer.from(sealed.ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', merchant.config.apiV3Key, sealed.nonce)
  decipher.setAAD(Buffer.from(sealed.associated_data))
  decipher.setAuthTag(bytes.subarray(-16))
  return decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
}

export function prepayBody(fixture: Fixture, change: Record<string, unknown> = {}) {
  const { appid, mchid, ref, callbackBase } = fixture.merchant.config
  return {
    appid,
    mchid,
    description: '物业费 2026年11月',
    out_trade_no: 'ABCDEF01JD8Z3K5N7Q9RSTVWXYZ12345',
    notify_url: `${callbackBase}/callbacks/wechat/${ref}`,
    amount: { total: 12_345, currency: 'CNY' },
    payer: { openid: fixture.gateway.control.loginCode({ user: 'zhang' }).openid },
    ...change,
  }
}

/** Prepays and returns what wx.requestPayment would be given. */
export async function prepaid(fixture: Fixture, change: Record<string, unknown> = {}) {
  const body = prepayBody(fixture, change)
  const answer = await callPay(fixture.gateway.url, fixture.merchant, 'POST', '/v3/pay/transactions/jsapi', body)
  const { prepay_id } = z.object({ prepay_id: z.string() }).parse(JSON.parse(answer.text))
  return paySheet(fixture, `prepay_id=${prepay_id}`)
}

export function paySheet(fixture: Fixture, packageText: string) {
  const { appid, privateKeyPem } = fixture.merchant.config
  const sheet = { timeStamp: '1795320000', nonceStr: 'n0nce', package: packageText, signType: 'RSA' }
  const paySign = createSign('RSA-SHA256')
    .update(`${appid}\n${sheet.timeStamp}\n${sheet.nonceStr}\n${sheet.package}\n`)
    .sign(privateKeyPem, 'base64')
  return { ...sheet, paySign }
}
