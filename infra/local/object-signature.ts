import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
}

/** An answer in S3's words; `status` is HTTP's. */
export class S3Error extends Error {
  override name = 'S3Error'
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** The path as it was sent (`new URL` would resolve `..` in a key) and the decoded query. */
export interface Target {
  path: string
  query: URLSearchParams
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
const MAX_EXPIRES_S = 604_800
const MAX_SKEW_MS = 900_000

interface Claim {
  credential: string
  signedHeaders: string[]
  signature: string
  date: string
  payloadHash: string
  expiresS?: number
}

/**
 * Checks the request's AWS Signature Version 4, in the Authorization header or presigned in the query.
 * @returns the SHA-256 (hex) that the body must have, or undefined when the body is not signed
 * @throws S3Error 403 as S3 does: unknown key, wrong signature, expired link, clock off by more than 15 minutes
 */
export function checkSignature(
  request: IncomingMessage,
  target: Target,
  credentials: Credentials,
  nowMs: number,
): string | undefined {
  const claim = target.query.has('X-Amz-Signature') ? queryClaim(target) : headerClaim(request)
  const [accessKeyId, day, region, service, end] = claim.credential.split('/')
  if (accessKeyId !== credentials.accessKeyId) throw denied('InvalidAccessKeyId', 'The access key does not exist.')
  if (!day || !region || service !== 's3' || end !== 'aws4_request' || !claim.date.startsWith(day)) {
    throw denied('AuthorizationHeaderMalformed', 'The credential scope is malformed.')
  }
  if (!claim.signedHeaders.includes('host')) throw denied('AccessDenied', 'The host header must be signed.')
  checkTime(claim, nowMs)
  const canonical = canonicalRequest(request, target, claim)
  const scope = `${day}/${region}/s3/aws4_request`
  const text = [ALGORITHM, claim.date, scope, sha256(canonical)].join('\n')
  const expected = signatureOf(credentials, { day, region, text })
  const given = Buffer.from(claim.signature, 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw denied('SignatureDoesNotMatch', 'The request signature does not match.')
  }
  return /^[0-9a-f]{64}$/.test(claim.payloadHash) ? claim.payloadHash : undefined
}

/** What a text is signed with: the secret key, for a day, a region and S3. */
export function signatureOf(credentials: Credentials, signed: { day: string; region: string; text: string }): Buffer {
  const start = `AWS4${credentials.secretAccessKey}`
  const key = [signed.day, signed.region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, start)
  return hmac(key, signed.text)
}

function queryClaim(target: Target): Claim {
  const get = (name: string) => target.query.get(`X-Amz-${name}`) ?? ''
  const expiresS = Number(get('Expires'))
  if (get('Algorithm') !== ALGORITHM || !Number.isInteger(expiresS) || expiresS < 1 || expiresS > MAX_EXPIRES_S) {
    throw new S3Error(400, 'AuthorizationQueryParametersError', 'The signing parameters are malformed.')
  }
  return {
    credential: get('Credential'),
    signedHeaders: get('SignedHeaders').split(';'),
    signature: get('Signature'),
    date: get('Date'),
    payloadHash: get('Content-Sha256') || 'UNSIGNED-PAYLOAD',
    expiresS,
  }
}

function headerClaim(request: IncomingMessage): Claim {
  const authorization = request.headers.authorization
  if (!authorization?.startsWith(`${ALGORITHM} `)) throw denied('AccessDenied', 'Access denied.')
  const parts = new Map(
    authorization
      .slice(ALGORITHM.length)
      .split(',')
      .map(part => {
        const at = part.indexOf('=')
        return [part.slice(0, at).trim(), part.slice(at + 1).trim()]
      }),
  )
  return {
    credential: parts.get('Credential') ?? '',
    signedHeaders: (parts.get('SignedHeaders') ?? '').split(';'),
    signature: parts.get('Signature') ?? '',
    date: headerText(request, 'x-amz-date'),
    payloadHash: headerText(request, 'x-amz-content-sha256') || 'UNSIGNED-PAYLOAD',
  }
}

function checkTime(claim: Claim, nowMs: number): void {
  const signedMs = Date.parse(claim.date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (Number.isNaN(signedMs)) throw denied('AccessDenied', 'The signing date is malformed.')
  if (signedMs - nowMs > MAX_SKEW_MS) throw denied('RequestTimeTooSkewed', 'The request is from the future.')
  if (claim.expiresS === undefined) {
    if (nowMs - signedMs > MAX_SKEW_MS) throw denied('RequestTimeTooSkewed', 'The request is too old.')
  } else if (nowMs >= signedMs + claim.expiresS * 1000) {
    throw denied('AccessDenied', 'Request has expired')
  }
}

function canonicalRequest(request: IncomingMessage, target: Target, claim: Claim): string {
  const path = target.path
    .split('/')
    .map(segment => encode(decode(segment)))
    .join('/')
  const query = [...target.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join('&')
  const headers = claim.signedHeaders.map(name => `${name}:${headerText(request, name).trim().replace(/\s+/g, ' ')}\n`)
  return [request.method, path, query, headers.join(''), claim.signedHeaders.join(';'), claim.payloadHash].join('\n')
}

/** Percent-decoded text. @throws S3Error 400 when it is not valid UTF-8 */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new S3Error(400, 'InvalidURI', 'The path could not be decoded.')
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

function headerText(request: IncomingMessage, name: string): string {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(',') : (value ?? '')
}

function denied(code: string, message: string): S3Error {
  return new S3Error(403, code, message)
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
