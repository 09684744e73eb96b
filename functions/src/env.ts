import * as z from 'zod'

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text, context) => {
    try {
      return schema.parse(JSON.parse(text))
    } catch (error) {
      const at = error instanceof z.ZodError ? error.issues.map(issue => issue.path.join('.')).join(', ') : 'not JSON'
      context.addIssue({ code: 'custom', message: `is malformed (${at})` })
      return z.NEVER
    }
  })

/** `v1:<base64 of 32 bytes>,v2:…` : the first is the one in use, the others still open old values. */
const keyRing = z.string().transform((text, context) => {
  const keys = text.split(',').map(part => {
    const [version = '', base64 = ''] = part.split(':')
    return { version, key: Buffer.from(base64, 'base64') }
  })
  if (keys.every(({ version, key }) => /^v\d+$/.test(version) && key.length === 32)) return keys
  context.addIssue({ code: 'custom', message: 'must be v1:<base64 of 32 bytes>, comma separated' })
  return z.NEVER
})
export type KeyRing = z.infer<typeof keyRing>

// Each is one shape however many names have it: they are all built at every start.
const text = z.string().min(1)
const name = z.string().min(3)
const url = z.url()
const optionalUrl = url.optional()

/** Whose communities may choose a merchant; without it those of every company that this deployment serves. */
const companies = z.array(text).optional()

const privateKey = { serial: text, privateKeyPem: z.string().includes('PRIVATE KEY') }
const apiV3Key = z.string().length(32)

/**
 * One WeChat Pay merchant: its private key signs requests, `publicKeys` (certificate or PUB_KEY_ID_…) verify what WeChat sends.
 * `sub`: 服务商 mode. All the rest is then the service provider's (sp_), and `sub` is who receives; its appid is the
 * mini-program's where that is registered with the sub-merchant. `otherKeys` and `otherApiV3Keys` are live beside the first
 * ones while keys are being changed.
 */
export const Merchant = z.object({
  ref: z.string().regex(/^[a-z0-9-]{1,32}$/),
  mchid: text,
  appid: text,
  ...privateKey,
  apiV3Key,
  publicKeys: z.array(z.object({ serial: text, pem: z.string().regex(/PUBLIC KEY|CERTIFICATE/) })).min(1),
  callbackBase: url,
  sub: z.object({ mchid: text, appid: text.optional() }).optional(),
  companies,
  otherKeys: z.array(z.object(privateKey)).default([]),
  otherApiV3Keys: z.array(apiV3Key).default([]),
})
export type Merchant = z.infer<typeof Merchant>

/** One Alipay merchant: its application's private key signs requests, Alipay's public key verifies what Alipay sends. */
export const AlipayMerchant = z.object({
  ref: Merchant.shape.ref,
  appId: text,
  /** The merchant's 2088… number, which a notice names as seller_id. */
  sellerId: text,
  privateKeyPem: z.string().includes('PRIVATE KEY'),
  alipayPublicKeyPem: z.string().includes('PUBLIC KEY'),
  callbackBase: url,
  companies,
})
export type AlipayMerchant = z.infer<typeof AlipayMerchant>

/**
 * The residents' mini-program in Alipay, which signs them in. `aesKey` is its 接口内容加密 key: without it nobody can have a
 * number verified there.
 */
export const AlipayApp = AlipayMerchant.pick({ appId: true, privateKeyPem: true, alipayPublicKeyPem: true }).extend({
  aesKey: z
    .string()
    .regex(/^[A-Za-z0-9+/]{22}==$/)
    .optional(),
})
export type AlipayApp = z.infer<typeof AlipayApp>

/**
 * 阿里云短信服务 and 邮件推送. `sms.templates` are the templates that were approved for us, by the kind of message; without
 * `sms` or `mail` that channel is not there.
 */
export const Aliyun = z.object({
  keyId: text,
  keySecret: text,
  smsBase: url.default('https://dysmsapi.aliyuncs.com'),
  mailBase: url.default('https://dm.aliyuncs.com'),
  sms: z.object({ sign: text, templates: z.record(z.string(), text) }).optional(),
  mail: z.object({ from: z.email(), alias: z.string().max(15) }).optional(),
})
export type Aliyun = z.infer<typeof Aliyun>

/** A controller of gates' bars: what is asked of it is signed with the key. */
export const GateDevices = z.object({ base: url, key: z.string().min(32) })

/**
 * WeChat's message push in safe mode (消息推送, JSON): what its notices are signed with, and the EncodingAESKey that they are
 * opened with.
 */
export const WechatPush = z.object({ token: z.string().regex(/^[A-Za-z0-9]{3,32}$/), aesKey: z.string().length(43) })
export type WechatPush = z.infer<typeof WechatPush>
/** A collecting entity at the invoice platform (数电票): what its requests are signed with. */
export const TaxSeller = z.object({ taxNumber: text, appId: text, secret: z.string().min(32) })
export type TaxSeller = z.infer<typeof TaxSeller>

/**
 * What may stand in Secrets Manager instead: the variable is then `secret:` and the secret's name or ARN, and the secret's
 * text is what the variable would be. A name begins with linli/, because the functions may read no other.
 */
const Secret = z.object({
  LINLI_WECHATPAY_MERCHANTS: json(z.array(Merchant)),
  LINLI_ALIPAY_MERCHANTS: json(z.array(AlipayMerchant)),
  LINLI_ALIPAY_APP: json(AlipayApp.nullable()),
  LINLI_FIELD_KEYS: keyRing,
  LINLI_HASH_KEYS: keyRing,
  LINLI_PASS_KEYS: keyRing,
  LINLI_WECHAT_PUSH: json(WechatPush.nullable()),
  LINLI_GATES: json(GateDevices.nullable()),
})
export type SecretName = keyof z.output<typeof Secret>
export const secretNames = Secret.keyof().options
const refForm = /^secret:((?:arn:aws(?:-cn)?:secretsmanager:[\w-]+:\d{12}:secret:)?linli\/[\w/+=.@-]{1,200})$/
/** What a variable is parsed as until its secret was read. */
const unread: Record<SecretName, string> = {
  LINLI_WECHATPAY_MERCHANTS: '[]',
  LINLI_ALIPAY_MERCHANTS: '[]',
  LINLI_ALIPAY_APP: 'null',
  LINLI_FIELD_KEYS: `v0:${'A'.repeat(43)}=`,
  LINLI_HASH_KEYS: `v0:${'A'.repeat(43)}=`,
  LINLI_PASS_KEYS: `v0:${'A'.repeat(43)}=`,
  LINLI_WECHAT_PUSH: 'null',
  LINLI_GATES: 'null',
}

/** Our kind of message → the id of the subscription template, which belongs to one mini-program. */
const templates = json(z.record(z.string(), z.string())).default({})

const Environment = z.object({
  ...Secret.shape,
  LINLI_ALIPAY_MERCHANTS: Secret.shape.LINLI_ALIPAY_MERCHANTS.default([]),
  /** Without it nobody signs in from Alipay, and nobody pays in its mini-program. */
  LINLI_ALIPAY_APP: Secret.shape.LINLI_ALIPAY_APP.default(null),
  /** Seeds of Ed25519 keys that sign visitors' passes; without one a pass has its code alone. */
  LINLI_PASS_KEYS: Secret.shape.LINLI_PASS_KEYS.default([]),
  /** Without it no verdict on a picture arrives, and a person looks at each. */
  LINLI_WECHAT_PUSH: Secret.shape.LINLI_WECHAT_PUSH.default(null),
  /** 邻里: this release has it only once its category was filed with WeChat. */
  LINLI_FORUM: z.enum(['on', 'off']).default('off'),
  /** Answers `{"province": "北京"}` to `?ip=`; without it IP属地 is 未知. */
  LINLI_IP_PLACES: optionalUrl.or(z.literal('').transform(() => undefined)),
  AWS_REGION: text,
  LINLI_TABLE: name,
  LINLI_BUCKET: name,
  LINLI_DYNAMODB_ENDPOINT: optionalUrl,
  LINLI_SQS_ENDPOINT: optionalUrl,
  LINLI_S3_ENDPOINT: optionalUrl,
  LINLI_SECRETS_ENDPOINT: optionalUrl,
  /** A queue's URL without its own name, such as https://sqs.…/123456789012/linli- */
  LINLI_QUEUE_PREFIX: url,
  LINLI_PUBLIC_URL: url,
  LINLI_WECHAT_APPID: text,
  LINLI_WECHAT_SECRET: text,
  /** The staff's mini-program, both or neither; without it nobody signs in there. */
  LINLI_WECHAT_STAFF_APPID: z.string().default(''),
  LINLI_WECHAT_STAFF_SECRET: z.string().default(''),
  LINLI_WECHAT_API_BASE: url.default('https://api.weixin.qq.com'),
  /** What is sent to many goes out at this pace, over all instances (convention: WeChat tells of minute quotas, 45011, without a number). */
  LINLI_WECHAT_PUSHES_PER_SECOND: z.coerce.number().int().min(1).max(1000).default(50),
  LINLI_WECHAT_TEMPLATES: templates,
  LINLI_WECHAT_STAFF_TEMPLATES: templates,
  LINLI_WECHATPAY_BASE: url.default('https://api.mch.weixin.qq.com'),
  LINLI_ALIPAY_GATEWAY: url.default('https://openapi.alipay.com/gateway.do'),
  LINLI_ALIYUN: json(Aliyun.nullable()).default(null),
  /** The invoice platform; without it nobody is offered an invoice. */
  LINLI_TAX_BASE: optionalUrl.or(z.literal('').transform(() => undefined)),
  LINLI_TAX_SELLERS: json(z.array(TaxSeller)).default([]),
  /** The controller of gates' bars, and the key that signs what it is told; without it bars are lifted by hand. */
  LINLI_GATES: Secret.shape.LINLI_GATES.default(null),
  LINLI_LOCAL: z.literal('1').optional(),
})
/** `secretRefs`: the variables that only name a secret, and which; they are empty until it was read (live-secrets.ts). */
export type Env = z.output<typeof Environment> & { secretRefs: SecretRefs }
export type SecretRefs = Partial<Record<SecretName, string>>

type Source = Record<string, string | undefined>

/** The environment, parsed once at start. Throws one error that names every missing or malformed variable, never a value. */
export function parseEnv(source: Source): Env {
  const secretRefs = refsOf(source)
  const named = secretNames.filter(name => secretRefs[name] !== undefined)
  // Parsed once: compiling the schema to code first would take longer than the parsing.
  const parsed = Environment.safeParse({ ...source, ...pick(unread, named) }, { jitless: true })
  const half = halfOfStaffApp(source)
  if (!parsed.success) throw complaint(source, parsed.error, half)
  if (half.length > 0) throw complaint(source, undefined, half)
  return withOwnRefs({ ...parsed.data, ...pick(nothing(), named), secretRefs })
}

/** What secrets say, held to the rest of the environment: all of it, or an error that names the wrong variable. */
export function parseSecrets(env: Env, texts: SecretRefs): Pick<Env, SecretName> {
  const parsed = Secret.partial().safeParse(texts)
  if (!parsed.success) throw complaint(texts, parsed.error)
  const { data } = parsed
  return withOwnRefs({
    LINLI_WECHATPAY_MERCHANTS: data.LINLI_WECHATPAY_MERCHANTS ?? env.LINLI_WECHATPAY_MERCHANTS,
    LINLI_ALIPAY_MERCHANTS: data.LINLI_ALIPAY_MERCHANTS ?? env.LINLI_ALIPAY_MERCHANTS,
    LINLI_ALIPAY_APP: data.LINLI_ALIPAY_APP ?? env.LINLI_ALIPAY_APP,
    LINLI_FIELD_KEYS: data.LINLI_FIELD_KEYS ?? env.LINLI_FIELD_KEYS,
    LINLI_HASH_KEYS: data.LINLI_HASH_KEYS ?? env.LINLI_HASH_KEYS,
    LINLI_PASS_KEYS: data.LINLI_PASS_KEYS ?? env.LINLI_PASS_KEYS,
    LINLI_WECHAT_PUSH: data.LINLI_WECHAT_PUSH ?? env.LINLI_WECHAT_PUSH,
    LINLI_GATES: data.LINLI_GATES ?? env.LINLI_GATES,
  })
}

function refsOf(source: Source): SecretRefs {
  const refs = secretNames.flatMap(name => {
    const value = source[name]
    if (!value?.startsWith('secret:')) return []
    const ref = refForm.exec(value)?.[1]
    if (ref === undefined) throw new Error(`environment: ${name} must be secret:linli/… or the ARN of such a secret`)
    return [[name, ref] as const]
  })
  return Object.fromEntries(refs)
}

const nothing = (): Pick<Env, SecretName> => ({
  LINLI_WECHATPAY_MERCHANTS: [],
  LINLI_ALIPAY_MERCHANTS: [],
  LINLI_ALIPAY_APP: null,
  LINLI_FIELD_KEYS: [],
  LINLI_HASH_KEYS: [],
  LINLI_PASS_KEYS: [],
  LINLI_WECHAT_PUSH: null,
  LINLI_GATES: null,
})

const pick = <T extends object>(of: T, names: readonly (keyof T)[]): Partial<T> => {
  const picked: Partial<T> = {}
  for (const name of names) picked[name] = of[name]
  return picked
}

/** An appid without its secret, or a secret without its appid: the name of what is missing. */
function halfOfStaffApp(source: Source): string[] {
  const names = ['LINLI_WECHAT_STAFF_APPID', 'LINLI_WECHAT_STAFF_SECRET']
  const missing = names.filter(name => !source[name])
  return missing.length === 1 ? missing.map(name => `${name} is missing`) : []
}

function complaint(source: Source, error?: z.ZodError, further: string[] = []): Error {
  const lines = (error?.issues ?? []).map(issue => {
    const name = String(issue.path[0])
    return source[name] === undefined
      ? `${name} is missing`
      : `${name} ${issue.message.startsWith('Invalid') ? 'is malformed' : issue.message}`
  })
  return new Error(`environment: ${[...new Set([...lines, ...further])].join('; ')}`)
}

/** A merchant is found by its ref alone, whichever channel it is of. */
function withOwnRefs<T extends Pick<Env, SecretName>>(env: T): T {
  const refs = [...env.LINLI_WECHATPAY_MERCHANTS, ...env.LINLI_ALIPAY_MERCHANTS].map(({ ref }) => ref)
  if (new Set(refs).size === refs.length) return env
  throw new Error('environment: LINLI_WECHATPAY_MERCHANTS, LINLI_ALIPAY_MERCHANTS have a ref twice')
}
