import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import type { Incoming } from './http'
import type { GatewayMerchant } from './merchant'
import type { PrepayBody } from './orders'
import { PayError, paramError } from './pay-error'

const notifyUrl = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .refine(url => !url.includes('?'), '通知地址不能携带参数')
const name = z.string().min(1).max(32)

/** 下单: the fields this product sends; others are kept in the request's identity only. */
const Placing = z.looseObject({
  description: z.string().min(1).max(127),
  out_trade_no: z.string().regex(/^[\w\-|*]{6,32}$/),
  notify_url: notifyUrl,
  amount: z.looseObject({ total: z.int().min(1), currency: z.literal('CNY').optional() }),
  attach: z.string().max(128).optional(),
  time_expire: z.iso.datetime({ offset: true }).optional(),
})
const Own = Placing.extend({ appid: name, mchid: name })
const Partners = Placing.extend({ sp_appid: name, sp_mchid: name, sub_mchid: name, sub_appid: name.optional() })

const isPartners = (incoming: Incoming) => incoming.path.startsWith('/v3/pay/partner/')

/** Reads a new order as its path has it: of the merchant itself, or of a service provider for its sub-merchant. */
export function readPlacing(merchant: GatewayMerchant, incoming: Incoming, hasPayer: boolean): PrepayBody {
  const json = parseJson(incoming.body)
  const placed = isPartners(incoming) ? partners(merchant, json) : own(merchant, json)
  const openid = hasPayer ? openidOf(placed, json) : undefined
  return openid === undefined ? placed : { ...placed, payer: { openid } }
}

function own(merchant: GatewayMerchant, json: unknown): PrepayBody {
  const body = valid(Own, json)
  if (merchant.config.sub || body.mchid !== merchant.config.mchid)
    throw new PayError(400, 'MCH_NOT_EXISTS', '商户号与签名的商户号不一致')
  if (body.appid !== merchant.config.appid)
    throw new PayError(400, 'APPID_MCHID_NOT_MATCH', '商户号mchid与appid不匹配，请检查配置')
  return body
}

function partners(merchant: GatewayMerchant, json: unknown): PrepayBody {
  const body = valid(Partners, json)
  const { mchid, appid, sub } = merchant.config
  if (body.sp_mchid !== mchid || body.sub_mchid !== sub?.mchid)
    throw new PayError(403, 'NO_AUTH', '服务商与子商户没有授权关系')
  if (body.sp_appid !== appid || body.sub_appid !== sub.appid)
    throw new PayError(400, 'APPID_MCHID_NOT_MATCH', '商户号与appid不匹配，请检查配置')
  return { ...body, appid, mchid, sub }
}

/** An openid is of the sub-merchant's mini-program where it has one, else of the service provider's. */
function openidOf({ sub }: PrepayBody, json: unknown): string {
  const name = !sub ? 'openid' : sub.appid === undefined ? 'sp_openid' : 'sub_openid'
  const { payer } = valid(z.object({ payer: z.looseObject({ [name]: z.string().min(1).max(128) }) }), json)
  return String(payer[name])
}

function valid<T>(shape: Schema<T>, json: unknown): T {
  const parsed = shape.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw paramError(issue?.path.join('/') ?? '', issue?.message ?? '格式不正确')
}

/** Who asks about an order, in a query or a body: the merchant itself, or a service provider with its sub-merchant. */
export function requireNames(
  merchant: GatewayMerchant,
  incoming: Incoming,
  read: (name: string) => string | null,
): void {
  const { mchid, sub } = merchant.config
  const needed: [string, string | undefined][] = isPartners(incoming)
    ? [
        ['sp_mchid', mchid],
        ['sub_mchid', sub?.mchid],
      ]
    : [['mchid', sub ? undefined : mchid]]
  for (const [name, expected] of needed) {
    const value = read(name)
    if (!value) throw paramError(name, '此字段为必填项')
    if (value !== expected) throw new PayError(403, 'NO_AUTH', '商户号与签名的商户号不一致')
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PayError(400, 'PARAM_ERROR', '请求体不是合法的 JSON')
  }
}
