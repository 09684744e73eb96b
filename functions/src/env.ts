import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import { AlipayApp, AlipayMerchant, Aliyun, GateDevices, Merchant, TaxSeller, WechatPush } from './env-shapes'

/** What is wrong with a variable, in words that never hold its value. */
class Unfit extends Error {}

const malformed = 'is malformed'

/**
 * Reads a variable, whose text is undefined where it is not set. These are plain functions, because every start reads all
 * variables: a shape for each takes some milliseconds to build. What is JSON has a shape, built when the variable is set.
 */
type Read<T> = (text: string | undefined) => T
type Values<V extends Record<string, Read<unknown>>> = { [Name in keyof V]: ReturnType<V[Name]> }

const needed =
  <T>(read: (text: string) => T): Read<T> =>
  text => {
    if (text === undefined) throw new Unfit('is missing')
    return read(text)
  }

const either =
  <T, D>(read: (text: string) => T, fallback: D): Read<T | D> =>
  text =>
    text === undefined ? fallback : read(text)

const held =
  (holds: (text: string) => boolean) =>
  (text: string): string => {
    if (!holds(text)) throw new Unfit(malformed)
    return text
  }

const oneOf =
  <T extends string>(...choices: T[]) =>
  (value: string): T => {
    const chosen = choices.find(choice => choice === value)
    if (chosen === undefined) throw new Unfit(malformed)
    return chosen
  }

const text = held(value => value !== '')
const name = held(value => value.length >= 3)
const url = held(value => /^https?:/.test(value) && URL.canParse(value))
const any = held(() => true)
const noneOr = (read: (text: string) => string) => (value: string) => (value === '' ? undefined : read(value))

const json =
  <T>(schema: () => Schema<T>) =>
  (value: string): T => {
    try {
      return schema().parse(JSON.parse(value))
    } catch (error) {
      const at = error instanceof z.ZodError ? error.issues.map(issue => issue.path.join('.')).join(', ') : 'not JSON'
      throw new Unfit(`is malformed (${at})`)
    }
  }

/** `v1:<base64 of 32 bytes>,v2:…` : the first is the one in use, the others still open old values. */
function keyRing(value: string): { version: string; key: Buffer }[] {
  const keys = value.split(',').map(part => {
    const [version = '', base64 = ''] = part.split(':')
    return { version, key: Buffer.from(base64, 'base64') }
  })
  if (keys.every(({ version, key }) => /^v\d+$/.test(version) && key.length === 32)) return keys
  throw new Unfit('must be v1:<base64 of 32 bytes>, comma separated')
}
export type KeyRing = ReturnType<typeof keyRing>

/** Our kind of message → the id of the subscription template, which belongs to one mini-program. */
const templates = json(() => z.record(z.string(), z.string()))
const noTemplates: Record<string, string> = {}

function perSecond(value: string): number {
  const n = Number(value)
  if (!Number.isInteger(n) || n < 1 || n > 1000) throw new Unfit(malformed)
  return n
}

/**
 * What may stand in Secrets Manager instead: the variable is then `secret:` and the secret's name or ARN, and the secret's
 * text is what the variable would be. A name begins with linli/, because the functions may read no other.
 */
const secrets = {
  LINLI_WECHATPAY_MERCHANTS: needed(json(() => z.array(Merchant))),
  /** Without them nobody pays by Alipay. */
  LINLI_ALIPAY_MERCHANTS: either(
    json(() => z.array(AlipayMerchant)),
    [],
  ),
  /** Without it nobody signs in from Alipay, and nobody pays in its mini-program. */
  LINLI_ALIPAY_APP: either(
    json(() => AlipayApp.nullable()),
    null,
  ),
  LINLI_FIELD_KEYS: needed(keyRing),
  LINLI_HASH_KEYS: needed(keyRing),
  /** Seeds of Ed25519 keys that sign visitors' passes; without one a pass has its code alone. */
  LINLI_PASS_KEYS: either(keyRing, []),
  /** Without it no verdict on a picture arrives, and a person looks at each. */
  LINLI_WECHAT_PUSH: either(
    json(() => WechatPush.nullable()),
    null,
  ),
  /** The controller of gates' bars, and the key that signs what it is told; without it bars are lifted by hand. */
  LINLI_GATES: either(
    json(() => GateDevices.nullable()),
    null,
  ),
}
export type SecretName = keyof typeof secrets
// oxlint-disable-next-line typescript/consistent-type-assertions -- its keys are these names and no others
export const secretNames = Object.keys(secrets) as SecretName[]
const refForm = /^secret:((?:arn:aws(?:-cn)?:secretsmanager:[\w-]+:\d{12}:secret:)?linli\/[\w/+=.@-]{1,200})$/
const variables = {
  ...secrets,
  /** 邻里: this release has it only once its category was filed with WeChat. */
  LINLI_FORUM: either(oneOf('on', 'off'), 'off'),
  /** Answers `{"province": "北京"}` to `?ip=`; without it IP属地 is 未知. */
  LINLI_IP_PLACES: either(noneOr(url), undefined),
  AWS_REGION: needed(text),
  /** Read by the SDK itself; Lambda sets them. */
  AWS_ACCESS_KEY_ID: needed(text),
  AWS_SECRET_ACCESS_KEY: needed(text),
  LINLI_TABLE: needed(name),
  LINLI_BUCKET: needed(name),
  LINLI_DYNAMODB_ENDPOINT: either(url, undefined),
  LINLI_SQS_ENDPOINT: either(url, undefined),
  LINLI_S3_ENDPOINT: either(url, undefined),
  LINLI_SECRETS_ENDPOINT: either(url, undefined),
  /** A queue's URL without its own name, such as https://sqs.…/123456789012/linli- */
  LINLI_QUEUE_PREFIX: needed(url),
  LINLI_PUBLIC_URL: needed(url),
  LINLI_WECHAT_APPID: needed(text),
  LINLI_WECHAT_SECRET: needed(text),
  /** The staff's mini-program, both or neither; without it nobody signs in there. */
  LINLI_WECHAT_STAFF_APPID: either(any, ''),
  LINLI_WECHAT_STAFF_SECRET: either(any, ''),
  LINLI_WECHAT_API_BASE: either(url, 'https://api.weixin.qq.com'),
  /** What is sent to many goes out at this pace, over all instances (convention: WeChat tells of minute quotas, 45011, without a number). */
  LINLI_WECHAT_PUSHES_PER_SECOND: either(perSecond, 50),
  LINLI_WECHAT_TEMPLATES: either(templates, noTemplates),
  LINLI_WECHAT_STAFF_TEMPLATES: either(templates, noTemplates),
  LINLI_WECHATPAY_BASE: either(url, 'https://api.mch.weixin.qq.com'),
  LINLI_ALIPAY_GATEWAY: either(url, 'https://openapi.alipay.com/gateway.do'),
  LINLI_ALIYUN: either(
    json(() => Aliyun.nullable()),
    null,
  ),
  /** The invoice platform; without it nobody is offered an invoice. */
  LINLI_TAX_BASE: either(noneOr(url), undefined),
  LINLI_TAX_SELLERS: either(
    json(() => z.array(TaxSeller)),
    [],
  ),
  LINLI_LOCAL: either(oneOf('1'), undefined),
}
/** `secretRefs`: the variables that only name a secret, and which; they are empty until it was read (live-secrets.ts). */
export type Env = Values<typeof variables> & { secretRefs: SecretRefs }
export type SecretRefs = Partial<Record<SecretName, string>>

type Source = Record<string, string | undefined>

/** The environment, parsed once at start. Throws one error that names every missing or malformed variable, never a value. */
export function parseEnv(source: Source): Env {
  const { secretRefs, wrong } = refsOf(source)
  const named = secretNames.filter(name => secretRefs[name] !== undefined)
  const values = readAll(variables, source, pick(nothing(), named), read => [
    ...wrong,
    ...halfOfStaffApp(source),
    ...refsTwice(read),
  ])
  return { ...values, secretRefs }
}

/** What secrets say, held to the rest of the environment: all of it, or an error that names the wrong variable. */
export function parseSecrets(env: Env, texts: SecretRefs): Pick<Env, SecretName> {
  const others = secretNames.filter(name => texts[name] === undefined)
  return readAll(secrets, texts, pick(env, others), refsTwice)
}

/** The value of each variable; what is `known` is not read. Throws one error of all that do not fit, `further` ones among them. */
function readAll<V extends Record<string, Read<unknown>>>(
  readers: V,
  source: Source,
  known: Partial<Values<V>>,
  further: (read: Partial<Values<V>>) => string[],
): Values<V> {
  const values: Record<string, unknown> = { ...known }
  const problems = new Set<string>()
  for (const [name, read] of Object.entries(readers)) {
    if (name in known) continue
    try {
      values[name] = read(source[name])
    } catch (error) {
      if (!(error instanceof Unfit)) throw error
      problems.add(`${name} ${error.message}`)
    }
  }
  // oxlint-disable-next-line typescript/consistent-type-assertions -- each stands under the name of its reader
  const read = values as Values<V>
  for (const problem of further(read)) problems.add(problem)
  if (problems.size > 0) throw new Error(`environment: ${[...problems].join('; ')}`)
  return read
}

/** Which variables name a secret, and those among them whose name is none that the functions may read. */
function refsOf(source: Source): { secretRefs: SecretRefs; wrong: string[] } {
  const named = secretNames.filter(name => source[name]?.startsWith('secret:'))
  const refs = named.map(name => [name, refForm.exec(source[name] ?? '')?.[1] ?? ''] as const)
  const wrong = refs.flatMap(([name, ref]) => (ref === '' ? [name] : []))
  return {
    secretRefs: Object.fromEntries(refs),
    wrong: wrong.map(name => `${name} must be secret:linli/… or the ARN of such a secret`),
  }
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

/** A merchant is found by its ref alone, whichever channel it is of. */
function refsTwice(read: Partial<Pick<Env, SecretName>>): string[] {
  const refs = [...(read.LINLI_WECHATPAY_MERCHANTS ?? []), ...(read.LINLI_ALIPAY_MERCHANTS ?? [])].map(({ ref }) => ref)
  return new Set(refs).size === refs.length
    ? []
    : ['LINLI_WECHATPAY_MERCHANTS, LINLI_ALIPAY_MERCHANTS have a ref twice']
}
