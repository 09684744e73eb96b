import { createPublicKey, generateKeyPair, type KeyObject, randomBytes, randomInt } from 'node:crypto'
import { promisify } from 'node:util'
import * as z from 'zod'
import { certificatePem } from './x509'

const generate = promisify(generateKeyPair)

/** One key that the platform signs with: a certificate (40 hex digits) or a public key (`PUB_KEY_ID_…`). */
export const PlatformKey = z.object({
  serial: z.string(),
  pem: z.string(),
  privateKeyPem: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
})
export type PlatformKey = z.infer<typeof PlatformKey>

/** What the product needs of one merchant: an element of LINLI_WECHATPAY_MERCHANTS. */
export const MerchantConfig = z.object({
  ref: z.string(),
  mchid: z.string(),
  appid: z.string(),
  serial: z.string(),
  privateKeyPem: z.string(),
  apiV3Key: z.string().length(32),
  publicKeys: z.array(z.object({ serial: z.string(), pem: z.string() })),
  callbackBase: z.string(),
  /** 服务商: the merchant above is the service provider, this one receives. */
  sub: z.object({ mchid: z.string(), appid: z.string().optional() }).optional(),
})
export type MerchantConfig = z.infer<typeof MerchantConfig>

/** Both sides of one merchant: `config` goes to the product, the rest stays with the platform. */
export const GatewayMerchant = z.object({
  config: MerchantConfig,
  certificatePem: z.string(),
  platform: z.object({ certificates: z.array(PlatformKey).min(1), publicKey: PlatformKey }),
})
export type GatewayMerchant = z.infer<typeof GatewayMerchant>

export interface MerchantWish {
  ref: string
  appid: string
  callbackBase: string
  mchid?: string
  sub?: MerchantConfig['sub']
  now?: Date
}

/** A merchant with real RSA-2048 keys of its own and of the platform, both verification modes live. */
export async function makeMerchant(wish: MerchantWish): Promise<GatewayMerchant> {
  const now = wish.now ?? new Date()
  const mchid = wish.mchid ?? `16${digits(8)}`
  const [own, certificate, publicKey] = await Promise.all([
    certifiedKey('Linli Merchant', mchid, now),
    platformCertificate(now),
    platformPublicKey(mchid, now),
  ])
  const config: MerchantConfig = {
    ref: wish.ref,
    mchid,
    appid: wish.appid,
    serial: own.serial,
    privateKeyPem: own.privateKeyPem,
    apiV3Key: randomBytes(16).toString('hex'),
    publicKeys: [certificate, publicKey].map(({ serial, pem }) => ({ serial, pem: publicPem(pem) })),
    callbackBase: wish.callbackBase,
    ...(wish.sub && { sub: wish.sub }),
  }
  return { config, certificatePem: own.pem, platform: { certificates: [certificate], publicKey } }
}

/** A platform certificate of five years, the validity WeChat Pay documents. */
export function platformCertificate(now: Date): Promise<PlatformKey> {
  return certifiedKey('Tenpay.com', 'Tenpay.com sign', now)
}

async function platformPublicKey(mchid: string, now: Date): Promise<PlatformKey> {
  const pair = await rsa()
  return {
    serial: `PUB_KEY_ID_01${mchid}${digits(18)}`,
    pem: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKeyPem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ...validity(now),
  }
}

async function certifiedKey(organisation: string, commonName: string, now: Date): Promise<PlatformKey> {
  const pair = await rsa()
  const { from, to } = validity(now)
  const serial = randomBytes(20).toString('hex').toUpperCase().replace(/^./, '5')
  const pem = certificatePem({ ...pair, serial, organisation, commonName, from: new Date(from), to: new Date(to) })
  return { serial, pem, privateKeyPem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), from, to }
}

/** The public key in a certificate, or the key itself, as SPKI. */
function publicPem(pem: string): string {
  return createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString()
}

function rsa(): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  return generate('rsa', { modulusLength: 2048 })
}

function validity(now: Date) {
  const from = Math.floor(now.getTime() / 1000) * 1000
  return { from: new Date(from).toISOString(), to: new Date(from + 5 * 365 * 86_400_000).toISOString() }
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('')
}
