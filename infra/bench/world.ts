import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { type EngineOptions, startEngine } from '../local/engine'
import { makeAlipayMerchant } from '../local/alipay/merchant'
import { makeMerchant } from '../local/wechat/merchant'
import { type Side, startSide } from './side'

/** What both sides share: the engine, in memory unless said otherwise, the queue server, and the environment that leads to them. */
export type World = {
  environment: Record<string, string>
  /** A side that ends with the world. */
  side(file: string, environment?: Record<string, string>): Side
  stop(): Promise<void>
}

export async function openWorld(options: EngineOptions = { memory: true }): Promise<World> {
  const region = 'cn-north-1'
  const base = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local-secret',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NODE_NO_WARNINGS: '1',
  }
  const engine = await startEngine(options)
  const sides: Side[] = []
  const stop = async () => {
    await Promise.all(sides.map(side => side.stop()))
    await engine.stop()
  }
  const side = (file: string, environment: Record<string, string>) => {
    const started = startSide(file, environment)
    sides.push(started)
    return started
  }
  try {
    const queues = await side('queue-side.ts', base).ask('endpoint', z.string())
    const merchant = await makeMerchant({
      ref: 'linli',
      appid: 'wx0000000000000000',
      callbackBase: 'http://127.0.0.1:1',
    })
    const alipay = await makeAlipayMerchant({ ref: 'linli-alipay', callbackBase: 'http://127.0.0.1:1' })
    const environment = {
      ...benchEnvironment,
      ...base,
      LINLI_DYNAMODB_ENDPOINT: engine.endpoint,
      LINLI_SQS_ENDPOINT: queues,
      LINLI_QUEUE_PREFIX: `${queues}/000000000000/linli-`,
      LINLI_WECHAT_APPID: merchant.config.appid,
      LINLI_WECHATPAY_MERCHANTS: JSON.stringify([merchant.config]),
      LINLI_ALIPAY_MERCHANTS: JSON.stringify([alipay.config]),
      LINLI_BENCH_MERCHANT: JSON.stringify(merchant),
      LINLI_BENCH_ALIPAY: JSON.stringify(alipay),
    }
    return { environment, side: (file, more = {}) => side(file, { ...environment, ...more }), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const key = () => `v1:${randomBytes(32).toString('base64')}`

/** What a product needs to start, leading nowhere yet. */
export const benchEnvironment: Record<string, string> = {
  AWS_REGION: 'cn-north-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local-secret',
  LINLI_TABLE: 'linli',
  LINLI_BUCKET: 'linli-files',
  LINLI_QUEUE_PREFIX: 'http://127.0.0.1:1/000000000000/linli-',
  LINLI_PUBLIC_URL: 'http://127.0.0.1:1',
  LINLI_WECHAT_APPID: 'wx0000000000000000',
  LINLI_WECHAT_SECRET: 'none',
  LINLI_WECHATPAY_BASE: 'http://127.0.0.1:1',
  LINLI_FIELD_KEYS: key(),
  LINLI_HASH_KEYS: key(),
  LINLI_PASS_KEYS: key(),
  LINLI_FORUM: 'on',
}
