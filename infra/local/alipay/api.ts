import { createVerify } from 'node:crypto'
import * as z from 'zod'
import { type Incoming, json, type Reply } from '../wechat/http'
import { askBill } from './bill'
import type { AlipayContext } from './context'
import type { GatewayAlipay, Signer } from './merchant'
import { Refusal } from './refusal'
import { refund, refundQuery } from './refunds'
import { signedText } from './notice'
import { grant, grantMethod } from './grant'
import { close, create, precreate, query } from './trades'

export type Call = { merchant: GatewayAlipay; content: unknown; notifyUrl: string; returnUrl?: string | undefined }

const methods: Record<string, (context: AlipayContext, call: Call) => Record<string, unknown>> = {
  'alipay.trade.create': create,
  'alipay.trade.precreate': precreate,
  'alipay.trade.query': query,
  'alipay.trade.close': close,
  'alipay.trade.refund': refund,
  'alipay.trade.fastpay.refund.query': refundQuery,
  'alipay.data.dataservice.bill.downloadurl.query': askBill,
}

/** The common parameters, from the address and the form. */
export function parametersOf({ query: address, body, headers }: Incoming): URLSearchParams {
  const all = new URLSearchParams(address)
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    for (const [name, value] of new URLSearchParams(body)) all.set(name, value)
  return all
}

/** Whoever signs right is answered; a business refusal is answered too, and signed. */
export function answer(context: AlipayContext, parameters: URLSearchParams): Reply {
  const method = parameters.get('method') ?? ''
  const name = `${method.replaceAll('.', '_')}_response`
  let said: Record<string, unknown>
  let signer: Signer | undefined
  try {
    signer = signerOf(context, parameters)
    if (method === grantMethod) said = grant(context, signer, parameters)
    else {
      const act = methods[method]
      if (!act) throw new Refusal('isv.invalid-method', '不存在的方法名', '40002')
      said = { code: '10000', msg: 'Success', ...act(context, callOf(context, parameters)) }
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    said = { code: error.code, msg: 'Business Failed', sub_code: error.subCode, sub_msg: error.message }
  }
  const at = context.now().toISOString()
  const content = JSON.stringify(said).replaceAll('/', '\\/')
  context.calls.push({ at, method, outTradeNo: orderOf(parameters), code: String(said['sub_code'] ?? said['code']) })
  if (!signer) return json(200, { error_response: said })
  // What is refused of a login is told so, and signed.
  const told = method === grantMethod && 'sub_code' in said ? 'error_response' : name
  const isForged = context.faults.take('bad-answer-signature', `${method} ${content}`)
  const sign = signedText(signer.alipayPrivateKeyPem, isForged ? `${content} ` : content)
  return {
    status: 200,
    headers: { 'Content-Type': 'text/html;charset=utf-8' },
    body: `{"${told}":${content},"sign":"${sign}"}`,
  }
}

/** The signature covers every parameter but itself, sign_type among them (请求签名). The time is Beijing's, a day around. */
export function authenticated(context: AlipayContext, parameters: URLSearchParams): Call {
  signerOf(context, parameters)
  return callOf(context, parameters)
}

function signerOf(context: AlipayContext, parameters: URLSearchParams): Signer {
  const signers = [...context.keys.merchants, ...(context.keys.app ? [context.keys.app] : [])]
  const signer = signers.find(({ config }) => config.appId === parameters.get('app_id'))
  if (!signer) throw new Refusal('isv.invalid-app-id', '无效的AppID参数', '40002')
  const text = [...parameters]
    .filter(([key, value]) => key !== 'sign' && value !== '')
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join('&')
  const signature = parameters.get('sign') ?? ''
  const isRsa2 = parameters.get('sign_type') === 'RSA2'
  if (!isRsa2 || !createVerify('RSA-SHA256').update(text).verify(signer.applicationKeyPem, signature, 'base64'))
    throw new Refusal('isv.invalid-signature', '验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配', '40002')
  const sentAt = Date.parse(`${(parameters.get('timestamp') ?? '').replace(' ', 'T')}+08:00`)
  const clocks = [context.now().getTime(), Date.now()]
  if (!clocks.some(clock => Math.abs(clock - sentAt) < 15 * 60_000))
    throw new Refusal('isv.invalid-timestamp', '非法的时间戳参数', '40002')
  return signer
}

function callOf(context: AlipayContext, parameters: URLSearchParams): Call {
  const merchant = context.keys.merchants.find(({ config }) => config.appId === parameters.get('app_id'))
  if (!merchant) throw new Refusal('ACQ.ACCESS_FORBIDDEN', '无权限使用接口')
  return {
    merchant,
    content: contentOf(parameters),
    notifyUrl: parameters.get('notify_url') ?? '',
    returnUrl: parameters.get('return_url') ?? undefined,
  }
}

function contentOf(parameters: URLSearchParams): unknown {
  try {
    return JSON.parse(parameters.get('biz_content') ?? '{}')
  } catch {
    throw new Refusal('isv.invalid-parameter', 'biz_content 不是合法的 JSON', '40002')
  }
}

const orderOf = (parameters: URLSearchParams): string => {
  const content = z.object({ out_trade_no: z.string() }).safeParse(JSON.parse(parameters.get('biz_content') ?? '{}'))
  return content.success ? content.data.out_trade_no : ''
}
