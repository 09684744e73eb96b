import { randomBytes } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { SQSClientConfig } from '@aws-sdk/client-sqs'
import { ulid } from '@linli/shared/ids'
import type { AlipayApp } from './alipay'
import type { Deps } from './context'
import { makeDb } from './db'
import type { Env } from './env'
import { makeFiles } from './files/object-store'
import { makeIpPlaces } from './ip-places'
import type { LiveSecrets } from './live-secrets'
import { jsonLog, type Log } from './log'
import type { MailSender, SmsSender } from './messages/senders'
import { makeOutbox, type SenderDeps } from './outbox-sender'
import type { PayGateway } from './payments/pay-gateway'
import { makeSecrets } from './secrets'
import { makeWeChat, type TokenOf } from './wechat'

/** The table's client; for queues and bucket the options of clients that are made when they are needed. */
export type Clients = { dynamo: DynamoDBClient; sqs: SQSClientConfig; s3: S3ClientConfig }

/** How long the store may take. An engine of one's own shares the processor with us: slow is not lost there. */
export const patienceOf = (env: Pick<Env, 'LINLI_DYNAMODB_ENDPOINT'>) =>
  env.LINLI_DYNAMODB_ENDPOINT === undefined
    ? { connectionTimeout: 1000, requestTimeout: 3000 }
    : { connectionTimeout: 15_000, requestTimeout: 30_000 }

type Credentials = { accessKeyId: string; secretAccessKey: string }

/** The SDK clients of a process. Retrying transactions is ours (db-retry), so the SDK tries once; each request ends in time. */
export function makeClients(env: Env, credentials?: Credentials, patience = patienceOf(env)): Clients {
  const shared = { region: env.AWS_REGION, ...(credentials && { credentials }) }
  const requestHandler = {
    ...patience,
    // Without it the SDK only logs a request that is over its time.
    throwOnRequestTimeout: true,
    httpsAgent: { maxSockets: 100 },
    httpAgent: { maxSockets: 100 },
  }
  const dynamo = new DynamoDBClient({
    ...shared,
    endpoint: env.LINLI_DYNAMODB_ENDPOINT,
    maxAttempts: 1,
    requestHandler,
    cacheMiddleware: true,
  })
  // It walks each input and output for a logger that we never give.
  dynamo.middlewareStack.remove('loggerMiddleware')
  return {
    dynamo,
    sqs: { ...shared, endpoint: env.LINLI_SQS_ENDPOINT, maxAttempts: 2 },
    s3: {
      ...shared,
      endpoint: env.LINLI_S3_ENDPOINT,
      forcePathStyle: env.LINLI_S3_ENDPOINT !== undefined,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    },
  }
}

type Options = { clients?: Clients; nowMs?: () => number; log?: Log }

/** Everything that the verbs need from outside, from the environment alone; the clock can be given. */
export function makeDeps(env: Env, options: Options = {}): Deps & { sender: SenderDeps } {
  const clients = options.clients ?? makeClients(env)
  const nowMs = options.nowMs ?? (() => Date.now())
  const log = options.log ?? jsonLog(line => process.stdout.write(line))
  const { dynamo } = clients
  const newId = () => ulid(nowMs(), someRandom())
  const sender: SenderDeps = { dynamo, sqs: clients.sqs, table: env.LINLI_TABLE, prefix: env.LINLI_QUEUE_PREFIX, log }
  const secrets = makeSecrets(env)
  return {
    env,
    dynamo,
    secrets,
    live: liveWhenNeeded(env, nowMs, log),
    outbox: makeOutbox(sender),
    sender,
    files: makeFiles(clients.s3, env.LINLI_BUCKET),
    wechat: makeWeChat(env, tokensWhenNeeded({ env, dynamo, secrets, nowMs, newId })),
    alipay: alipayWhenNeeded(env, nowMs),
    ...sendersWhenNeeded(env, nowMs, newId),
    pay: payWhenNeeded(env, nowMs),
    ipPlaces: makeIpPlaces(env),
    log,
    nowMs,
    newId,
  }
}

const nothing = () => Promise.resolve()

/** Where no variable names a secret, none of it is loaded. */
function liveWhenNeeded(env: Env, nowMs: () => number, log: Log): LiveSecrets {
  if (Object.keys(env.secretRefs).length === 0) return { current: nothing, renew: nothing, settled: nothing }
  const made = lazily(async () => {
    const [{ liveSecrets }, { secretStore }] = await Promise.all([import('./live-secrets'), import('./secret-store')])
    return liveSecrets(env, nowMs, log, secretStore(env.AWS_REGION, env.LINLI_SECRETS_ENDPOINT))
  })
  return {
    current: async () => (await made()).current(),
    renew: async () => (await made()).renew(),
    settled: async () => (await made()).settled(),
  }
}

/**
 * A merchant's ref says which provider it is of. A provider's code is loaded with the first call to it: most functions make
 * none, and each start would wait for it.
 */
function payWhenNeeded(env: Env, nowMs: () => number): PayGateway {
  let wechat: Promise<PayGateway> | undefined
  let alipay: Promise<PayGateway> | undefined
  const of = (ref: string) =>
    env.LINLI_ALIPAY_MERCHANTS.some(merchant => merchant.ref === ref)
      ? (alipay ??= import('./payments/alipay').then(({ makeAlipay }) => makeAlipay(env, nowMs)))
      : (wechat ??= import('./payments/wechat').then(({ makeWechatPay }) => makeWechatPay(env, nowMs)))
  return {
    prepay: async (ref, input) => (await of(ref)).prepay(ref, input),
    qr: async (ref, input) => (await of(ref)).qr(ref, input),
    payPage: async (ref, input) => (await of(ref)).payPage(ref, input),
    query: async (ref, orderId) => (await of(ref)).query(ref, orderId),
    close: async (ref, orderId) => (await of(ref)).close(ref, orderId),
    refund: async (ref, input) => (await of(ref)).refund(ref, input),
    queryRefund: async (ref, input) => (await of(ref)).queryRefund(ref, input),
    applyAbnormalRefund: async (ref, input) => (await of(ref)).applyAbnormalRefund(ref, input),
    tradeBill: async (ref, date, take) => (await of(ref)).tradeBill(ref, date, take),
    platformKey: async (ref, serial) => (await of(ref)).platformKey(ref, serial),
  }
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

/** WeChat's access token, which only calls of its server interfaces need: signing in does not. */
function tokensWhenNeeded(deps: Pick<Deps, 'env' | 'dynamo' | 'secrets' | 'nowMs' | 'newId'>): TokenOf {
  const tokens = lazily(async () => {
    const { sharedTokens, tokenOwner } = await import('./wechat-token')
    const { env, dynamo: client, secrets, nowMs, newId } = deps
    const table = { client, table: env.LINLI_TABLE, secrets, newToken: newId, committed: () => {} }
    return sharedTokens({ base: env.LINLI_WECHAT_API_BASE, db: makeDb(table, [tokenOwner]), secrets, nowMs, newId })
  })
  return async (keys, refused) => (await tokens())(keys, refused)
}

/** Who signs in from Alipay. */
function alipayWhenNeeded(env: Env, nowMs: () => number): AlipayApp {
  let loading: Promise<AlipayApp> | undefined
  const app = () => (loading ??= import('./alipay').then(({ makeAlipayApp }) => makeAlipayApp(env, nowMs)))
  return {
    userOf: async code => (await app()).userOf(code),
    phoneOf: async sealed => (await app()).phoneOf(sealed),
  }
}

/** SMS and e-mail likewise. */
function sendersWhenNeeded(env: Env, nowMs: () => number, newId: () => string): { sms: SmsSender; mail: MailSender } {
  const sms = () => import('./messages/sms').then(({ makeSms }) => makeSms(env, nowMs, newId))
  const mail = () => import('./messages/mail').then(({ makeMail }) => makeMail(env, nowMs, newId))
  return {
    sms: {
      ready: env.LINLI_ALIYUN?.sms !== undefined,
      send: async message => (await sms()).send(message),
      receipt: async sent => (await sms()).receipt(sent),
    },
    mail: {
      ready: env.LINLI_ALIYUN?.mail !== undefined,
      send: async message => (await mail()).send(message),
      receipt: async sent => (await mail()).receipt(sent),
    },
  }
}

const idBytes = 10
let pool = Buffer.alloc(0)

/** Ten random bytes, drawn from the system in large pieces: a request needs several ids, and each draw is a system call. */
function someRandom(): Uint8Array {
  if (pool.length < idBytes) pool = randomBytes(idBytes * 200)
  const bytes = pool.subarray(0, idBytes)
  pool = pool.subarray(idBytes)
  return bytes
}
