import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Incoming } from '../wechat/http'

const algorithm = 'ACS3-HMAC-SHA256'
const mostAgeMs = 15 * 60_000
const mustSign = [
  'host',
  'x-acs-action',
  'x-acs-content-sha256',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-version',
]

/**
 * Why a request is not who it says it is; undefined when it is. Checked from the bytes that came, in the provider's own
 * order: form of the header, key, time, nonce, body, signature. 阿里云 V3 版本请求体&签名机制.
 */
export function refusalOf(
  incoming: Incoming,
  { keyId, keySecret, nowMs, nonces }: { keyId: string; keySecret: string; nowMs: number; nonces: Set<string> },
): { Code: string; Message: string } | undefined {
  const { headers, method, target, body } = incoming
  const header = (name: string) => String(headers[name] ?? '')
  const parts = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
    header('authorization'),
  )
  const [, id, list = '', signature = ''] = parts ?? []
  if (!parts) return { Code: 'IncompleteSignature', Message: 'The request signature does not conform to standards.' }
  if (id !== keyId) return { Code: 'InvalidAccessKeyId.NotFound', Message: 'Specified access key is not found.' }
  const names = list.split(';')
  const sorted = [...names].sort().join(';') === list
  if (
    !sorted ||
    mustSign.some(name => !names.includes(name)) ||
    (headers['content-type'] && !names.includes('content-type'))
  )
    return { Code: 'IncompleteSignature', Message: 'A header that must be signed is not.' }
  const ageMs = Math.abs(nowMs - Date.parse(header('x-acs-date')))
  if (!(ageMs <= mostAgeMs))
    return { Code: 'InvalidTimeStamp.Expired', Message: 'Specified time stamp or date value is expired.' }
  const nonce = header('x-acs-signature-nonce')
  if (nonce === '' || nonces.has(nonce))
    return { Code: 'SignatureNonceUsed', Message: 'Specified signature nonce was used already.' }
  if (header('x-acs-content-sha256') !== sha256(body))
    return { Code: 'InvalidBody', Message: 'The body is not the signed one.' }
  const [path = '/', query = ''] = target.split('?')
  const canonical = `${method}\n${path}\n${query}\n${names.map(name => `${name}:${header(name).trim()}\n`).join('')}\n${list}\n${sha256(body)}`
  const right = createHmac('sha256', keySecret)
    .update(`${algorithm}\n${sha256(canonical)}`)
    .digest()
  if (!timingSafeEqual(right, Buffer.from(signature, 'hex')))
    return { Code: 'SignatureDoesNotMatch', Message: 'Specified signature is not matched with our calculation.' }
  nonces.add(nonce)
  return undefined
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
