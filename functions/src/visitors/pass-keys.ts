import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { PublicPassKey } from '@linli/shared/visitors/schema'
import { type PassToken, tokenBody } from '@linli/shared/visitors/pass-token'
import type { Env, KeyRing } from '../env'

type Ring = Pick<Env, 'LINLI_PASS_KEYS'>
type Pair = { signs: KeyObject; verifies: KeyObject; raw: string }

/** RFC 8410: what stands before the 32 bytes of a seed in PKCS#8, and of a public key in SPKI. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const spkiLength = 12
const made = new WeakMap<KeyRing[number], Pair>()

function pairOf(entry: KeyRing[number]): Pair {
  const known = made.get(entry)
  if (known) return known
  const signs = createPrivateKey({ key: Buffer.concat([pkcs8, entry.key]), format: 'der', type: 'pkcs8' })
  const verifies = createPublicKey(signs)
  const raw = verifies.export({ format: 'der', type: 'spki' }).subarray(spkiLength).toString('base64url')
  const pair = { signs, verifies, raw }
  made.set(entry, pair)
  return pair
}

/** A token of one step, by the newest key; nothing where no key is set. */
export function signToken(
  { LINLI_PASS_KEYS: [newest] }: Ring,
  {
    roomCode,
    name,
    ...of
  }: Pick<PassToken, 'communityId' | 'passId' | 'gateId' | 'step' | 'left' | 'roomCode' | 'name'>,
): string | undefined {
  if (!newest) return undefined
  const said = Buffer.from(`${roomCode}|${name}`).toString('base64url')
  const body = tokenBody({ ...of, said, keyId: newest.version })
  return `${body}.${sign(null, Buffer.from(body), pairOf(newest).signs).toString('base64url')}`
}

/** Whether one of the live keys signed it. */
export function isOurs({ LINLI_PASS_KEYS: ring }: Ring, { keyId, body, signature }: PassToken): boolean {
  const entry = ring.find(({ version }) => version === keyId)
  return entry !== undefined && verify(null, Buffer.from(body), pairOf(entry).verifies, signature)
}

/** What a guard's phone is given. */
export const publicKeys = ({ LINLI_PASS_KEYS: ring }: Ring): PublicPassKey[] =>
  ring.map(entry => ({ keyId: entry.version, key: pairOf(entry).raw }))
