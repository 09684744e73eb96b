import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { toBase32 } from '@linli/shared/ids'
import type { KeyRing } from './env'

/** Per-field encryption and keyed hashes (个人信息保护法 51): keys carry versions so that they can be changed without a stop. */
export type Secrets = {
  /** AES-256-GCM as `v1.<iv>.<tag>.<text>`; `field` and owner are bound to it, so that a value cannot be moved. */
  seal(text: string, context: string): string
  /** The text again. Throws when the value was altered or belongs elsewhere. */
  open(sealed: string, context: string): string
  /** The hashes to search by, newest key first: HMAC-SHA256 of the normalised value, per company. */
  hashes(value: string, companyId: string): string[]
  /** Signs a cursor or link. */
  sign(text: string): string
  verify(text: string, signature: string): boolean
}

/** The rings are looked up at each use: they change while the process runs. */
export function makeSecrets(env: { LINLI_FIELD_KEYS: KeyRing; LINLI_HASH_KEYS: KeyRing }): Secrets {
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const newest = (ring: KeyRing) => {
    const first = ring[0]
    if (!first) throw new Error('environment: a key ring is empty')
    return first
  }
  const signature = (key: Buffer, text: string) => hmac(key, `sign:${text}`).toString('base64url').slice(0, 32)
  return {
    seal(text, context) {
      const { version, key } = newest(env.LINLI_FIELD_KEYS)
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [
        version,
        iv.toString('base64url'),
        cipher.getAuthTag().toString('base64url'),
        body.toString('base64url'),
      ].join('.')
    },
    open(sealed, context) {
      const [version, iv = '', tag = '', body = ''] = sealed.split('.')
      const found = env.LINLI_FIELD_KEYS.find(candidate => candidate.version === version)
      if (!found) throw new Error(`no field key ${version}`)
      const decipher = createDecipheriv('aes-256-gcm', found.key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64url'))
      return decipher.update(Buffer.from(body, 'base64url'), undefined, 'utf8') + decipher.final('utf8')
    },
    hashes: (value, companyId) =>
      env.LINLI_HASH_KEYS.map(({ key }) => toBase32(hmac(key, `${companyId}:${value}`), 32)),
    sign: text => signature(newest(env.LINLI_HASH_KEYS).key, text),
    verify(text, given) {
      // What was signed just before the keys changed is good for as long as the old one is kept.
      return env.LINLI_HASH_KEYS.some(({ key }) => {
        const [expected, told] = [Buffer.from(signature(key, text)), Buffer.from(given)]
        return told.length === expected.length && timingSafeEqual(told, expected)
      })
    },
  }
}

/** A derived id: the first 26 base32 characters of a SHA-256 of what makes the thing unique. */
export const derivedId = (...parts: (string | number)[]): string =>
  toBase32(createHash('sha256').update(JSON.stringify(parts)).digest(), 26)

/** SHA-256 as hex, for tokens that are stored hashed. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** An unguessable token: 32 random bytes. */
export const randomToken = (): string => randomBytes(32).toString('base64url')
