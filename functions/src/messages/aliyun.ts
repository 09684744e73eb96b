import { createHash, createHmac } from 'node:crypto'
import type { Schema } from '@linli/shared/schema'
import { postSigned } from '../fetch-json'

export type AliyunKey = { keyId: string; keySecret: string }
type Signed = {
  method: 'POST' | 'GET'
  host: string
  query: string
  body: string
  headers: Record<string, string>
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * The Authorization of a request to an RPC interface of Alibaba Cloud, over the host, the x-acs headers and a content
 * type. Document: V3 版本请求体&签名机制 (ACS3-HMAC-SHA256).
 */
export function aliyunAuthorization({ keyId, keySecret }: AliyunKey, asked: Signed): string {
  const all: Record<string, string> = { ...asked.headers, host: asked.host }
  const names = Object.keys(all).filter(name => /^(host|content-type|x-acs-.*)$/.test(name))
  names.sort()
  const canonical = [
    asked.method,
    '/',
    asked.query,
    ...names.map(name => `${name}:${all[name]?.trim()}`),
    '',
    names.join(';'),
    hash(asked.body),
  ].join('\n')
  const signature = createHmac('sha256', keySecret)
    .update(`ACS3-HMAC-SHA256\n${hash(canonical)}`)
    .digest('hex')
  return `ACS3-HMAC-SHA256 Credential=${keyId},SignedHeaders=${names.join(';')},Signature=${signature}`
}

/** Names and values as the signature wants them: sorted, percent-encoded after RFC 3986. */
export const canonicalQuery = (values: Record<string, string>): string =>
  Object.keys(values)
    .sort()
    .map(name => `${encoded(name)}=${encoded(values[name] ?? '')}`)
    .join('&')

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

type Call = {
  base: string
  key: AliyunKey
  action: string
  version: string
  query: Record<string, string>
  form?: Record<string, string>
  nonce: string
  nowMs: number
}

/** One bounded, signed call. Throws request.busy when no answer of the expected shape came. */
export function callAliyun<T>(call: Call, schema: Schema<T>): Promise<T> {
  const query = canonicalQuery(call.query)
  const body = call.form ? canonicalQuery(call.form) : ''
  const headers: Record<string, string> = {
    ...(call.form && { 'content-type': 'application/x-www-form-urlencoded' }),
    'x-acs-action': call.action,
    'x-acs-version': call.version,
    'x-acs-date': new Date(call.nowMs).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': call.nonce,
    'x-acs-content-sha256': hash(body),
  }
  const signed = { method: 'POST' as const, host: new URL(call.base).host, query, body, headers }
  const authorization = aliyunAuthorization(call.key, signed)
  return postSigned(`${call.base}/?${query}`, schema, { body, headers: { ...headers, authorization } })
}
