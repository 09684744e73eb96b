import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Env, parseEnv } from '@linli/functions/env'
import {
  AlipayApp,
  AlipayMerchant,
  Aliyun,
  GateDevices,
  HttpUrl,
  Merchant,
  TaxSeller,
  WechatPush,
} from '@linli/functions/env-shapes'
import type { MessageKind } from '@linli/shared/messages/schema'
import * as z from 'zod'
import { StartError } from './start-error'
import type { StateDir } from './state-dir'

const messageTemplates: Record<MessageKind, string> = {
  payment_received: 'local-payment-received',
  refund_news: 'local-refund-news',
  bills_published: 'local-bills-published',
  question_answered: 'local-question-answered',
  vacancy_decided: 'local-vacancy-decided',
  repair_news: 'local-repair-news',
  complaint_news: 'local-complaint-news',
  visitor_news: 'local-visitor-news',
  member_joined: 'local-member-joined',
  payment_reminder: 'local-payment-reminder',
  invoice_news: 'local-invoice-news',
  binding_approved: 'local-binding-approved',
  binding_refused: 'local-binding-refused',
  post_decided: 'local-post-decided',
  post_reply: 'local-post-reply',
  notice_published: 'local-notice-published',
  notice_urgent: 'local-notice-urgent',
  objection_answered: 'local-objection-answered',
  digest: 'local-digest',
}

/** Of the staff's mini-program. */
const staffTemplates = { order_given: 'local-order-given' }

/** Other gateways to point the product at: `npm start -- --gateways file.json`. */
export const GatewaysFile = z.strictObject({
  wechatApiBase: HttpUrl.optional(),
  wechatPayBase: HttpUrl.optional(),
  appid: z.string().optional(),
  secret: z.string().optional(),
  staffAppid: z.string().optional(),
  staffSecret: z.string().optional(),
  push: WechatPush.optional(),
  templates: z.record(z.string(), z.string()).optional(),
  staffTemplates: z.record(z.string(), z.string()).optional(),
  alipayGateway: HttpUrl.optional(),
  alipayMerchants: z
    .array(AlipayMerchant.partial({ ref: true, callbackBase: true }))
    .min(1)
    .optional(),
  alipayApp: AlipayApp.optional(),
  aliyun: Aliyun.optional(),
  gates: GateDevices.optional(),
  taxBase: HttpUrl.optional(),
  taxSellers: z.array(TaxSeller).optional(),
  /** Where the gateway reaches our callbacks; default: this stack's own address. */
  callbackBase: HttpUrl.optional(),
  merchants: z
    .array(Merchant.partial({ ref: true, callbackBase: true, appid: true }))
    .min(1)
    .optional(),
})
export type GatewaysFile = z.infer<typeof GatewaysFile>

/** @throws StartError that names the wrong field */
export async function readGateways(path: string): Promise<GatewaysFile> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new StartError(`The gateways file ${path} cannot be read: check the path given after --gateways.`)
  })
  try {
    return GatewaysFile.parse(JSON.parse(text))
  } catch (error) {
    const field = error instanceof z.ZodError ? error.issues.map(fieldOf).join(', ') : 'it is not JSON'
    throw new StartError(`The gateways file ${path} is not right (${field}): see docs/local-stack.md for its form.`)
  }
}

const fieldOf = (issue: z.core.$ZodIssue) =>
  [...issue.path, ...(issue.code === 'unrecognized_keys' ? [issue.keys.join(', ')] : [])].join('.')

type Parts = {
  origin: string
  dynamo: string
  sqs: string
  s3: string
  credentials: { accessKeyId: string; secretAccessKey: string }
  /** LINLI_ALIYUN of the local gateway for SMS and e-mail. */
  texts: string
  /** LINLI_IP_PLACES of the local stand-in. */
  ipPlaces: string
  /** LINLI_GATES of the local controller of gates' bars. */
  gates: string
  tax: { url: string; sellers: TaxSeller[] }
  wechat: {
    url: string
    appid: string
    secret: string
    staffApp: { appid: string; secret: string }
    push: WechatPush
    merchants: z.input<typeof Merchant>[]
  }
  alipay: { gateway: string; merchants: AlipayMerchant[]; app: AlipayApp }
  gateways?: GatewaysFile | undefined
}

export const localRegion = 'cn-north-1'
export const localBucket = 'linli-files'
/** The ref of the first Alipay merchant. */
export const localAlipay = 'linli-alipay'

/** The environment of the local stack, through the same parser as production's. Keys are made once and kept. */
export async function localEnv(state: StateDir, parts: Parts): Promise<Env> {
  const keys = await keptKeys(state)
  const { gateways } = parts
  const appid = gateways?.appid ?? parts.wechat.appid
  const merchants = gateways?.merchants?.map((merchant, i) => ({
    ref: i === 0 ? 'linli' : `linli-${i + 1}`,
    appid,
    callbackBase: gateways.callbackBase ?? parts.origin,
    ...merchant,
  }))
  const alipayMerchants = gateways?.alipayMerchants?.map((merchant, i) => ({
    ref: i === 0 ? localAlipay : `${localAlipay}-${i + 1}`,
    callbackBase: gateways.callbackBase ?? parts.origin,
    ...merchant,
  }))
  return parseEnv({
    AWS_REGION: localRegion,
    AWS_ACCESS_KEY_ID: parts.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: parts.credentials.secretAccessKey,
    LINLI_TABLE: 'linli',
    LINLI_BUCKET: localBucket,
    LINLI_DYNAMODB_ENDPOINT: parts.dynamo,
    LINLI_SQS_ENDPOINT: parts.sqs,
    LINLI_S3_ENDPOINT: parts.s3,
    LINLI_QUEUE_PREFIX: `${parts.sqs}/000000000000/linli-`,
    LINLI_PUBLIC_URL: parts.origin,
    LINLI_WECHAT_APPID: appid,
    LINLI_WECHAT_SECRET: gateways?.secret ?? parts.wechat.secret,
    LINLI_WECHAT_STAFF_APPID: gateways?.staffAppid ?? parts.wechat.staffApp.appid,
    LINLI_WECHAT_STAFF_SECRET: gateways?.staffSecret ?? parts.wechat.staffApp.secret,
    LINLI_WECHAT_API_BASE: gateways?.wechatApiBase ?? parts.wechat.url,
    LINLI_WECHAT_TEMPLATES: JSON.stringify(gateways?.templates ?? messageTemplates),
    LINLI_WECHAT_STAFF_TEMPLATES: JSON.stringify(gateways?.staffTemplates ?? staffTemplates),
    LINLI_WECHATPAY_BASE: gateways?.wechatPayBase ?? parts.wechat.url,
    LINLI_WECHATPAY_MERCHANTS: JSON.stringify(merchants ?? parts.wechat.merchants),
    LINLI_ALIPAY_GATEWAY: gateways?.alipayGateway ?? parts.alipay.gateway,
    LINLI_ALIPAY_MERCHANTS: JSON.stringify(alipayMerchants ?? parts.alipay.merchants),
    LINLI_ALIPAY_APP: JSON.stringify(gateways?.alipayApp ?? parts.alipay.app),
    LINLI_TAX_BASE: gateways?.taxBase ?? parts.tax.url,
    LINLI_TAX_SELLERS: JSON.stringify(gateways?.taxSellers ?? parts.tax.sellers),
    LINLI_ALIYUN: gateways?.aliyun ? JSON.stringify(gateways.aliyun) : parts.texts,
    LINLI_GATES: gateways?.gates ? JSON.stringify(gateways.gates) : parts.gates,
    LINLI_FIELD_KEYS: `v1:${keys.field}`,
    LINLI_HASH_KEYS: `v1:${keys.hash}`,
    LINLI_PASS_KEYS: `v1:${keys.pass}`,
    LINLI_WECHAT_PUSH: JSON.stringify(gateways?.push ?? parts.wechat.push),
    LINLI_FORUM: 'on',
    LINLI_IP_PLACES: parts.ipPlaces,
    LINLI_LOCAL: '1',
  })
}

const Keys = z.object({ field: z.string(), hash: z.string(), pass: z.string() })

async function keptKeys(state: StateDir): Promise<z.infer<typeof Keys>> {
  const kept = Keys.partial().safeParse(await state.readJson('keys.json')).data ?? {}
  const [field, hash, pass] = Array.from({ length: 3 }, () => randomBytes(32).toString('base64'))
  const made = Keys.parse({ field, hash, pass, ...kept })
  await state.writeJson('keys.json', made)
  return made
}
