import { createPrivateKey, createPublicKey } from 'node:crypto'
import * as z from 'zod'

const text = z.string().min(1)
/** `localhost:3000` is a URL too, of a scheme that nothing speaks. */
export const HttpUrl = z.url({ protocol: /^https?$/ })

/** Whose communities may choose a merchant; without it those of every company that this deployment serves. */
const companies = z.array(text).optional()

/** A key that lost its line breaks on the way into a variable is none; it would be found out by the first payment. */
const readable = (form: RegExp, read: (pem: string) => unknown) =>
  z.string().refine(pem => {
    try {
      return form.test(pem) && read(pem) !== undefined
    } catch {
      return false
    }
  })
const PrivatePem = readable(/PRIVATE KEY/, createPrivateKey)
const PublicPem = readable(/PUBLIC KEY|CERTIFICATE/, createPublicKey)

const privateKey = { serial: text, privateKeyPem: PrivatePem }
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
  publicKeys: z.array(z.object({ serial: text, pem: PublicPem })).min(1),
  callbackBase: HttpUrl,
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
  // It may stand without its PKCS#8 dress: the SDK is the one that reads it.
  privateKeyPem: z.string().includes('PRIVATE KEY'),
  alipayPublicKeyPem: PublicPem,
  callbackBase: HttpUrl,
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
  smsBase: HttpUrl.default('https://dysmsapi.aliyuncs.com'),
  mailBase: HttpUrl.default('https://dm.aliyuncs.com'),
  sms: z.object({ sign: text, templates: z.record(z.string(), text) }).optional(),
  mail: z.object({ from: z.email(), alias: z.string().max(15) }).optional(),
})
export type Aliyun = z.infer<typeof Aliyun>

/** A controller of gates' bars: what is asked of it is signed with the key. */
export const GateDevices = z.object({ base: HttpUrl, key: z.string().min(32) })

/**
 * WeChat's message push in safe mode (消息推送, JSON): what its notices are signed with, and the EncodingAESKey that they are
 * opened with.
 */
export const WechatPush = z.object({ token: z.string().regex(/^[A-Za-z0-9]{3,32}$/), aesKey: z.string().length(43) })
export type WechatPush = z.infer<typeof WechatPush>
/** A collecting entity at the invoice platform (数电票): what its requests are signed with. */
export const TaxSeller = z.object({ taxNumber: text, appId: text, secret: z.string().min(32) })
export type TaxSeller = z.infer<typeof TaxSeller>
