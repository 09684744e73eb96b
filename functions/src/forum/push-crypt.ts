import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import type { WechatPush } from '../env-shapes'

/** 消息推送: SHA-1 over token, timestamp, nonce (and Encrypt), sorted and joined. */
export const pushSignature = (parts: readonly string[]): string =>
  createHash('sha1').update(parts.toSorted().join('')).digest('hex')

/** Throws access.forbidden. */
export function checkSignature(given: string | null, parts: readonly string[]): void {
  const right = Buffer.from(pushSignature(parts))
  const told = Buffer.from(given ?? '')
  if (told.length !== right.length || !timingSafeEqual(told, right)) throw new AppError('access.forbidden')
}

/**
 * 消息加解密, safe mode: AES-256-CBC with the EncodingAESKey (its first 16 bytes are the IV), PKCS#7 to 32 bytes; inside 16
 * random bytes, the length in 4, the message, and the appid that it is for. Throws access.forbidden for anything else.
 */
export function openPush({ aesKey }: WechatPush, appid: string, encrypt: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const plain = decrypted(key, Buffer.from(encrypt, 'base64'))
  const padding = plain.at(-1) ?? 0
  const whole = plain.subarray(0, plain.length - padding)
  const isPadded = padding >= 1 && padding <= 32 && plain.subarray(-padding).every(byte => byte === padding)
  const length = isPadded && whole.length >= 20 ? whole.readUInt32BE(16) : Number.POSITIVE_INFINITY
  if (20 + length > whole.length || whole.subarray(20 + length).toString('utf8') !== appid)
    throw new AppError('access.forbidden')
  return whole.subarray(20, 20 + length).toString('utf8')
}

function decrypted(key: Buffer, bytes: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    return Buffer.concat([decipher.update(bytes), decipher.final()])
  } catch {
    throw new AppError('access.forbidden')
  }
}
