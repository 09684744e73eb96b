import { randomBytes } from 'node:crypto'
import type { PayParams } from '@linli/shared/payments/schema'
import type WxPay from 'wechatpay-node-v3'
import type { Merchant } from '../env-shapes'

/** `serial`: the platform's key that something in the body is encrypted with. */
export type Request = { method: 'GET' | 'POST'; path: string; body: string | undefined; serial?: string | undefined }

/**
 * Signs for a merchant, through wechatpay-node-v3. While its key is being changed two are live: `next` turns to the other
 * one when WeChat does not know the first, and what works stays.
 */
export type Signer = {
  authorization(request: Request, nowMs: number): Promise<string>
  /** What wx.requestPayment takes for a prepay_id. */
  paySheet(prepayId: string, appId: string, nowMs: number): Promise<PayParams>
  next(): void
  /** How many keys there are to try. */
  keys: number
}

export function signerOf(merchant: Merchant): Signer {
  const keys = [merchant, ...merchant.otherKeys].map(key => lazily(() => clientOf(merchant, key)))
  let used = 0
  const client = () => {
    const key = keys[used % keys.length]
    if (!key) throw new Error('a merchant has at least one key')
    return key()
  }
  return {
    keys: keys.length,
    next: () => {
      used += 1
    },
    async authorization({ method, path, body }, nowMs) {
      const pay = await client()
      const nonce = nonceText()
      const timestamp = secondsOf(nowMs)
      return pay.getAuthorization(nonce, timestamp, pay.getSignature(method, nonce, timestamp, path, body))
    },
    async paySheet(prepayId, appId, nowMs) {
      const pay = await client()
      const sheet = { timeStamp: secondsOf(nowMs), nonceStr: nonceText(), package: `prepay_id=${prepayId}` }
      const signed = `${appId}\n${sheet.timeStamp}\n${sheet.nonceStr}\n${sheet.package}\n`
      return { appId, ...sheet, signType: 'RSA', paySign: pay.sha256WithRsa(signed) }
    },
  }
}

const nonceText = () => randomBytes(16).toString('hex')
const secondsOf = (ms: number) => String(Math.floor(ms / 1000))

async function clientOf(merchant: Merchant, key: { serial: string; privateKeyPem: string }): Promise<WxPay> {
  const Pay = constructorOf(await import('wechatpay-node-v3'))
  return new Pay({
    appid: merchant.appid,
    mchid: merchant.mchid,
    serial_no: key.serial,
    publicKey: Buffer.from(merchant.publicKeys[0]?.pem ?? ''),
    privateKey: Buffer.from(key.privateKeyPem),
    key: merchant.apiV3Key,
  })
}

/** The library's class: a CommonJS module, where Node and the bundler disagree on which `default` it is. */
function constructorOf(module: { default: typeof WxPay }): typeof WxPay {
  const { default: outer } = module
  // oxlint-disable-next-line typescript/consistent-type-assertions
  return 'default' in outer ? (outer.default as typeof WxPay) : outer
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
