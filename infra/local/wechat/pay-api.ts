import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { beijingTime } from './beijing'
import { orderKey } from './book'
import type { GatewayContext } from './context'
import { type Incoming, json, type Reply } from './http'
import type { GatewayMerchant } from './merchant'
import { platformKeyOf } from './notice'
import { closeOrder, placeNative, prepay, transactionOf } from './orders'
import { authenticate } from './pay-auth'
import { PayError } from './pay-error'
import { parseJson, readPlacing, requireNames } from './pay-names'
import { applyAbnormalRefund, createRefund, queryRefund } from './refunds'
import { platformHeaders, sealResource, signText } from './sign'
import { askTradeBill, downloadBill } from './trade-bill'

type Handler = (
  context: GatewayContext,
  merchant: GatewayMerchant,
  incoming: Incoming,
  part: string,
) => Promise<Reply> | Reply

const routes: [method: string, path: RegExp, handler: Handler][] = [
  ['POST', /^\/v3\/pay\/(?:partner\/)?transactions\/(jsapi|native)$/, createOrder],
  ['GET', /^\/v3\/pay\/(?:partner\/)?transactions\/out-trade-no\/([^/]+)$/, queryByNumber],
  ['GET', /^\/v3\/pay\/(?:partner\/)?transactions\/id\/([^/]+)$/, queryById],
  ['POST', /^\/v3\/pay\/(?:partner\/)?transactions\/out-trade-no\/([^/]+)\/close$/, close],
  ['POST', /^\/v3\/refund\/domestic\/refunds$/, createRefund],
  ['GET', /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/, queryRefund],
  ['POST', /^\/v3\/refund\/domestic\/refunds\/([^/]+)\/apply-abnormal-refund$/, applyAbnormalRefund],
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

async function createOrder(
  context: GatewayContext,
  merchant: GatewayMerchant,
  incoming: Incoming,
  kind: string,
): Promise<Reply> {
  const body = readPlacing(merchant, incoming, kind === 'jsapi')
  const answer =
    kind === 'jsapi' ? { prepay_id: prepay(context, body).prepayId } : { code_url: placeNative(context, body) }
  await context.store.save()
  return json(200, answer)
}

function queryByNumber(
  context: GatewayContext,
  merchant: GatewayMerchant,
  incoming: Incoming,
  outTradeNo: string,
): Reply {
  requireNames(merchant, incoming, name => incoming.query.get(name))
  const order = context.store.book.orders[orderKey(merchant.config.mchid, outTradeNo)]
  if (!order) throw new PayError(404, 'ORDER_NOT_EXIST', '订单不存在')
  return json(200, transactionOf(order))
}

function queryById(context: GatewayContext, merchant: GatewayMerchant, incoming: Incoming, id: string): Reply {
  requireNames(merchant, incoming, name => incoming.query.get(name))
  const order = Object.values(context.store.book.orders).find(
    each => each.transactionId === id && each.mchid === merchant.config.mchid,
  )
  if (!order) throw new PayError(404, 'ORDER_NOT_EXIST', '订单不存在')
  return json(200, transactionOf(order))
}

async function close(context: GatewayContext, merchant: GatewayMerchant, incoming: Incoming, outTradeNo: string) {
  const body = z.record(z.string(), z.unknown()).catch({}).parse(parseJson(incoming.body))
  requireNames(merchant, incoming, name => (typeof body[name] === 'string' ? body[name] : null))
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

function requestId() {
  return { 'Request-ID': randomUUID() }
}
