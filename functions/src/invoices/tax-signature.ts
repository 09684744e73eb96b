import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a request is signed over: method, path with query, time, nonce and the body's very bytes. */
export type Signed = { method: string; target: string; timestamp: string; nonce: string; body: string }

export const requestSignature = (secret: string, { method, target, timestamp, nonce, body }: Signed): string =>
  hmac(secret, [method, target, timestamp, nonce, body])

/** An answer is signed over the nonce of its request, so that no other answer can stand for it. */
export const answerSignature = (secret: string, nonce: string, status: number, body: string | Uint8Array): string =>
  createHmac('sha256', secret).update(`${nonce}\n${status}\n`).update(body).digest('hex')

export function sameSignature(expected: string, given: string | null | undefined): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given ?? '')]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** How far clocks may be apart. */
export const signatureWindowMs = 300_000

const hmac = (secret: string, parts: string[]) => createHmac('sha256', secret).update(parts.join('\n')).digest('hex')
