import {
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign as rsaSign,
  verify as rsaVerify,
} from 'node:crypto'

const keys = new Map<string, KeyObject>()

/** SHA256-RSA over `text`, base64. */
export function signText(privateKeyPem: string, text: string): string {
  return rsaSign('RSA-SHA256', Buffer.from(text), cached(privateKeyPem, createPrivateKey)).toString('base64')
}

/** `publicPem` may be a certificate or a public key. A malformed signature is simply false. */
export function verifyText(publicPem: string, text: string, signature: string): boolean {
  const key = cached(publicPem, createPublicKey)
  return rsaVerify('RSA-SHA256', Buffer.from(text), key, Buffer.from(signature, 'base64'))
}

/** The `resource` of a notice or certificate: AEAD_AES_256_GCM, the 16-byte tag after the ciphertext. */
export function sealResource(apiV3Key: string, plain: string, associatedData: string) {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce)
  cipher.setAAD(Buffer.from(associatedData))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: sealed.toString('base64'),
    associated_data: associatedData,
    nonce,
  }
}

/** The platform's signature headers over `timestamp\nnonce\nbody\n`. */
export function platformHeaders(key: { serial: string; privateKeyPem: string }, body: string, at: Date) {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const nonce = randomBytes(16).toString('hex')
  return {
    'Wechatpay-Serial': key.serial,
    'Wechatpay-Signature': signText(key.privateKeyPem, `${timestamp}\n${nonce}\n${body}\n`),
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}

function cached(pem: string, create: (pem: string) => KeyObject): KeyObject {
  const known = keys.get(pem)
  if (known) return known
  const key = create(pem)
  keys.set(pem, key)
  return key
}
