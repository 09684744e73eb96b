import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { beijingTime } from './beijing'
import { orderKey } from './book'
import type { GatewayContext } from './context'
import { type Incoming, json, type Reply } from './http'
import type { GatewayMerchant } from './merchant'
import { platformKeyOf } from './notice'
import { closeOrder, prepay, transactionOf } from './orders'
import { authenticate } from './pay-auth'
import { PayError, paramError } from './pay-error'
import { platformHeaders, sealResource, signText } from './sign'
import { askTradeBill, downloadBill } from './trade-bill'

const notifyUrl = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .refine(url => !url.includes('?'), '通知地址不能携带参数')

/** JSAPI/小程序下单: the fields this product sends; others are kept in the request's identity only. */
const PrepayBody = z.looseObject({
  appid: z.string().min(1).max(32),
  mchid: z.string().min(1).max(32),
  description: z.string().min(1).max(127),
  out_trade_no: z.string().regex(/^[\w\-|*]{6,32}$/),
  notify_url: notifyUrl,
  amount: z.looseObject({ total: z.int().min(1), currency: z.literal('CNY').optional() }),
  payer: z.looseObject({ openid: z.string().min(1).max(128) }),
  attach: z.string().max(128).optional(),
  time_expire: z.iso.datetime({ offset: true }).optional(),
})

type Handler = (
  context: GatewayContext,
  merchant: GatewayMerchant,
  incoming: Incoming,
  part: string,
) => Promise<Reply> | Reply

const routes: [method: string, path: RegExp, handler: Handler][] = [
  ['POST', /^\/v3\/pay\/transactions\/jsapi$/, createPrepay],
  ['GET', /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/, queryByNumber],
  ['GET', /^\/v3\/pay\/transactions\/id\/([^/]+)$/, queryById],
  ['POST', /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/, close],
  ['GET', /^\/v3\/certificates$/, listCertificates],
  ['GET', /^\/v3\/bill\/tradebill$/, askTradeBill],
  ['GET', /^\/v3\/billdownload\/file$/, downloadBill],
]

/** WeChat Pay v3: the merchant's signature first, then the interface, then the platform's signature on the answer. */
export async function payApi(context: GatewayContext, incoming: Incoming): Promise<Reply> {
  let merchant: GatewayMerchant | undefined
  try {
    merchant = authenticate(context, incoming)
    for (const [method, path, handler] of routes) {
      const match = incoming.method === method ? path.exec(incoming.path) : null
      if (!match) continue
      const reply = await handler(context, merchant, incoming, decodeURIComponent(match[1] ?? ''))
      return incoming.path.startsWith('/v3/billdownload/') ? reply : signed(context, merchant, incoming, reply)
    }
    throw new PayError(404, 'RESOURCE_NOT_EXISTS', '请求的资源不存在')
  } catch (error) {
    if (!(error instanceof PayError)) throw error
    const { status, code, message, detail } = error
    const reply = json(status, { code, message, ...(detail ? { detail } : {}) })
    return merchant
      ? signed(context, merchant, incoming, reply)
      : { ...reply, headers: { ...reply.headers, ...requestId() } }
  }
}

async function createPrepay(context: GatewayContext, merchant: GatewayMerchant, incoming: Incoming): Promise<Reply> {
  const parsed = PrepayBody.safeParse(parseJson(incoming.body))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw paramError(issue?.path.join('/') ?? '', issue?.message ?? '格式不正确')
  }
  if (parsed.data.mchid !== merchant.config.mchid)
    throw new PayError(400, 'MCH_NOT_EXISTS', '商户号与签名的商户号不一致')
  if (parsed.data.appid !== merchant.config.appid) {
    throw new PayError(400, 'APPID_MCHID_NOT_MATCH', '商户号mchid与appid不匹配，请检查配置')
  }
  const { prepayId } = prepay(context, parsed.data)
  await context.store.save()
  return json(200, { prepay_id: prepayId })
}

function queryByNumber(
  context: GatewayContext,
  merchant: GatewayMerchant,
  incoming: Incoming,
  outTradeNo: string,
): Reply {
  requireMchid(merchant, incoming.query.get('mchid'))
  const order = context.store.book.orders[orderKey(merchant.config.mchid, outTradeNo)]
  if (!order) throw new PayError(404, 'ORDER_NOT_EXIST', '订单不存在')
  return json(200, transactionOf(order))
}

function queryById(context: GatewayContext, merchant: GatewayMerchant, incoming: Incoming, id: string): Reply {
  requireMchid(merchant, incoming.query.get('mchid'))
  const order = Object.values(context.store.book.orders).find(
    each => each.transactionId === id && each.mchid === merchant.config.mchid,
  )
  if (!order) throw new PayError(404, 'ORDER_NOT_EXIST', '订单不存在')
  return json(200, transactionOf(order))
}

async function close(context: GatewayContext, merchant: GatewayMerchant, incoming: Incoming, outTradeNo: string) {
  const body = z.looseObject({ mchid: z.string() }).safeParse(parseJson(incoming.body))
  requireMchid(merchant, body.success ? body.data.mchid : null)
  closeOrder(context, context.store.book.orders[orderKey(merchant.config.mchid, outTradeNo)])
  await context.store.save()
  return { status: 204 }
}

function listCertificates(_context: GatewayContext, merchant: GatewayMerchant): Reply {
  const data = merchant.platform.certificates.map(each => ({
    serial_no: each.serial,
    effective_time: beijingTime(new Date(each.from)),
    expire_time: beijingTime(new Date(each.to)),
    encrypt_certificate: sealResource(merchant.config.apiV3Key, each.pem, 'certificate'),
  }))
  return json(200, { data })
}

/** The answer's key is the merchant's choice: the public key when the request names it, else the certificate. */
function signed(context: GatewayContext, merchant: GatewayMerchant, incoming: Incoming, reply: Reply): Reply {
  const named = incoming.headers['wechatpay-serial'] === merchant.platform.publicKey.serial
  const key = platformKeyOf(merchant, named || context.store.book.mode === 'public-key' ? 'public-key' : 'certificate')
  const body = reply.body?.toString() ?? ''
  const headers = { ...reply.headers, ...requestId(), ...platformHeaders(key, body, context.now()) }
  if (context.faults.take('bad-answer-signature', incoming.target)) {
    headers['Wechatpay-Signature'] = signText(key.privateKeyPem, `forged\n${body}\n`)
  }
  return { ...reply, headers }
}

function requireMchid(merchant: GatewayMerchant, mchid: string | null): void {
  if (!mchid) throw paramError('mchid', '此字段为必填项')
  if (mchid !== merchant.config.mchid) throw new PayError(403, 'NO_AUTH', '商户号与签名的商户号不一致')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PayError(400, 'PARAM_ERROR', '请求体不是合法的 JSON')
  }
}

function requestId() {
  return { 'Request-ID': randomUUID() }
}
