import { type KeyObject, X509Certificate } from 'node:crypto'
import * as z from 'zod'
import type { Merchant } from '../env'
import type { Caller } from './wechat-call'
import { decrypt, publicKeyOf } from './wechat-notice'

const Certificates = z.object({
  data: z.array(
    z.object({
      serial_no: z.string(),
      encrypt_certificate: z.object({
        algorithm: z.literal('AEAD_AES_256_GCM'),
        ciphertext: z.string(),
        nonce: z.string(),
        associated_data: z.string(),
      }),
    }),
  ),
})

const refreshMs = 10 * 60_000

/**
 * The platform's keys per merchant: those of the environment, and certificates downloaded from the platform.
 * An unknown serial may cause one download in 10 minutes, however many forgeries arrive.
 */
export function platformKeys(nowMs: () => number, callerOf: (merchant: Merchant) => Caller) {
  const known = new Map<string, Map<string, KeyObject>>()
  const asked = new Map<string, { at: number; done: Promise<void> }>()

  const keysOf = (merchant: Merchant) => {
    const keys =
      known.get(merchant.ref) ?? new Map(merchant.publicKeys.map(({ serial, pem }) => [serial, publicKeyOf(pem)]))
    known.set(merchant.ref, keys)
    return keys
  }
  const download = async (merchant: Merchant) => {
    const { status, data } = await callerOf(merchant).certificates()
    const answer = Certificates.safeParse(data)
    if (status !== 200 || !answer.success) return
    for (const { serial_no, encrypt_certificate } of answer.data.data) {
      const certificate = new X509Certificate(decrypt(encrypt_certificate, merchant.apiV3Key))
      if (Date.parse(certificate.validTo) > nowMs()) keysOf(merchant).set(serial_no, certificate.publicKey)
    }
  }
  return {
    async find(merchant: Merchant, serial: string): Promise<KeyObject | undefined> {
      const key = keysOf(merchant).get(serial)
      if (key || serial.startsWith('PUB_KEY_ID_')) return key
      const last = asked.get(merchant.ref)
      if (!last || nowMs() - last.at >= refreshMs)
        asked.set(merchant.ref, { at: nowMs(), done: download(merchant).catch(() => undefined) })
      await asked.get(merchant.ref)?.done
      return keysOf(merchant).get(serial)
    },
  }
}
