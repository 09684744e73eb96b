import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import * as z from 'zod'
import type { Merchant } from '../env-shapes'
import type { Caller } from './wechat-call'
import { decrypt } from './wechat-notice'

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

/** A key that verifies, and until when: a certificate ends, a public key does not. */
type Known = { key: KeyObject; untilMs: number }

/**
 * The platform's keys per merchant: those of the environment, and certificates downloaded from the platform; both kinds at
 * once. An unknown serial may cause one download in 10 minutes, however many forgeries arrive; what has expired is dropped.
 */
export function platformKeys(nowMs: () => number, callerOf: (merchant: Merchant) => Caller) {
  // By the merchant as it is: one whose keys were changed is another object.
  const known = new WeakMap<Merchant, Map<string, Known>>()
  const asked = new WeakMap<Merchant, { at: number; done: Promise<void> }>()

  const keysOf = (merchant: Merchant) => {
    const keys = known.get(merchant) ?? new Map(merchant.publicKeys.map(({ serial, pem }) => [serial, knownOf(pem)]))
    known.set(merchant, keys)
    return keys
  }
  const liveKey = (merchant: Merchant, serial: string): KeyObject | undefined => {
    const keys = keysOf(merchant)
    const found = keys.get(serial)
    if (!found || found.untilMs > nowMs()) return found?.key
    keys.delete(serial)
    return undefined
  }
  const download = async (merchant: Merchant) => {
    const { status, data } = await callerOf(merchant).certificates()
    const answer = Certificates.safeParse(data)
    if (status !== 200 || !answer.success) return
    for (const { serial_no, encrypt_certificate } of answer.data.data)
      keysOf(merchant).set(serial_no, knownOf(decrypt(encrypt_certificate, merchant)))
  }
  return {
    async find(merchant: Merchant, serial: string): Promise<KeyObject | undefined> {
      const key = liveKey(merchant, serial)
      if (key || serial.startsWith('PUB_KEY_ID_')) return key
      const last = asked.get(merchant)
      if (!last || nowMs() - last.at >= refreshMs)
        asked.set(merchant, { at: nowMs(), done: download(merchant).catch(() => undefined) })
      await asked.get(merchant)?.done
      return liveKey(merchant, serial)
    },
  }
}

function knownOf(pem: string): Known {
  if (!pem.includes('CERTIFICATE')) return { key: createPublicKey(pem), untilMs: Number.POSITIVE_INFINITY }
  const certificate = new X509Certificate(pem)
  return { key: certificate.publicKey, untilMs: Date.parse(certificate.validTo) }
}
