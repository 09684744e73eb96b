import { generateKeyPair, randomBytes, randomInt } from 'node:crypto'
import { promisify } from 'node:util'
import * as z from 'zod'

const generate = promisify(generateKeyPair)

/** What the product needs of one merchant: an element of LINLI_ALIPAY_MERCHANTS. */
export const AlipayConfig = z.object({
  ref: z.string(),
  appId: z.string(),
  sellerId: z.string(),
  privateKeyPem: z.string(),
  alipayPublicKeyPem: z.string(),
  callbackBase: z.string(),
})
export type AlipayConfig = z.infer<typeof AlipayConfig>

/** Whoever signs requests: its own public key, and the key by which Alipay answers it. */
export type Signer = { applicationKeyPem: string; alipayPrivateKeyPem: string }

/** Both sides of the residents' mini-program: `config` is LINLI_ALIPAY_APP. */
export const GatewayApp = z.object({
  config: z.object({
    appId: z.string(),
    privateKeyPem: z.string(),
    alipayPublicKeyPem: z.string(),
    /** 接口内容加密: AES-128, base64. */
    aesKey: z.string(),
  }),
  applicationKeyPem: z.string(),
  alipayPrivateKeyPem: z.string(),
})
export type GatewayApp = z.infer<typeof GatewayApp>

/** Both sides of one merchant: `config` goes to the product, the rest stays with Alipay. */
export const GatewayAlipay = z.object({
  config: AlipayConfig,
  applicationKeyPem: z.string(),
  alipayPrivateKeyPem: z.string(),
})
export type GatewayAlipay = z.infer<typeof GatewayAlipay>

/** A merchant with real RSA-2048 keys, its own and Alipay's. */
export async function makeAlipayMerchant(wish: { ref: string; callbackBase: string }): Promise<GatewayAlipay> {
  const { config, ...keys } = await makeSigner()
  return { ...keys, config: { ...wish, sellerId: `2088${digits(12)}`, ...config } }
}

export async function makeAlipayApp(): Promise<GatewayApp> {
  const { config, ...keys } = await makeSigner()
  return { ...keys, config: { ...config, aesKey: randomBytes(16).toString('base64') } }
}

async function makeSigner() {
  const form = {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  } as const
  const [own, alipay] = await Promise.all([generate('rsa', form), generate('rsa', form)])
  return {
    config: {
      appId: `2021${digits(12)}`,
      privateKeyPem: own.privateKey,
      alipayPublicKeyPem: alipay.publicKey,
    },
    applicationKeyPem: own.publicKey,
    alipayPrivateKeyPem: alipay.privateKey,
  }
}

export const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('')
