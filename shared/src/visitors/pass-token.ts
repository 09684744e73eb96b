import { fromBase64Url, textOf } from './base64url'

/** What a pass page shows as a QR: L1.<community>.<pass>.<gate or ->.<step>.<left>.<room and name>.<key>.<signature>, all ASCII. */
export type PassToken = {
  communityId: string
  passId: string
  gateId?: string
  step: number
  /** Entries that were left when it was signed. */
  left: number
  roomCode: string
  name: string
  keyId: string
  /** What was signed, and by what. */
  body: string
  signature: Uint8Array
}

export const stepMs = 30_000
/** A page fetches so many ahead. */
export const stepsAhead = 10

export const stepAt = (nowMs: number): number => Math.floor(nowMs / stepMs)
export const startOfStep = (step: number): number => step * stepMs

/** Shown for 30 s and good for 30 s more, or 30 s early: with so much between two clocks a screenshot is dead after 90 s. */
export function isFresh(step: number, nowMs: number): boolean {
  const age = nowMs - startOfStep(step)
  return age >= -stepMs && age < 2 * stepMs
}

const id = '[0-9A-HJKMNP-TV-Z]'
const form = new RegExp(
  `^(L1\\.(${id}{6})\\.(${id}{26})\\.(${id}{26}|-)\\.([0-9a-z]{1,9})\\.(\\d{1,4})\\.([\\w-]{0,240})\\.(v\\d{1,4}))\\.([\\w-]{86})$`,
)

/** Reads a token; undefined for any other text. Nothing in it counts before its signature was verified. */
export function readToken(text: string): PassToken | undefined {
  const [, body, communityId, passId, gate, step, left, said, keyId, signature] = form.exec(text.trim()) ?? []
  if (!body || !communityId || !passId || !gate || !step || !left || said === undefined || !keyId || !signature)
    return undefined
  const [roomCode = '', name = ''] = textOf(fromBase64Url(said)).split('|')
  return {
    communityId,
    passId,
    ...(gate !== '-' && { gateId: gate }),
    step: Number.parseInt(step, 36),
    left: Number(left),
    roomCode,
    name,
    keyId,
    body,
    signature: fromBase64Url(signature),
  }
}

type Unsigned = Pick<PassToken, 'communityId' | 'passId' | 'gateId' | 'step' | 'left' | 'keyId'> & {
  /** base64url of UTF-8 `room|name`. */
  said: string
}

export const tokenBody = ({ communityId, passId, gateId, step, left, said, keyId }: Unsigned): string =>
  ['L1', communityId, passId, gateId ?? '-', step.toString(36), left, said, keyId].join('.')
