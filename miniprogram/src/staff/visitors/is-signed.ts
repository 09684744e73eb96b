import { fromBase64Url } from '@linli/shared/visitors/base64url'
import type { PassToken } from '@linli/shared/visitors/pass-token'
import type { PublicPassKey } from '@linli/shared/visitors/schema'
import { sign } from 'tweetnacl'

/** Ed25519 on the phone: WeChat's logic layer has no crypto of its own, and BigInt's powers do not survive its compiler. */
export function isSigned({ keyId, body, signature }: PassToken, keys: readonly PublicPassKey[]): boolean {
  const key = keys.find(each => each.keyId === keyId)
  return key !== undefined && sign.detached.verify(bytesOf(body), signature, fromBase64Url(key.key))
}

/** A token is ASCII. */
const bytesOf = (ascii: string) => Uint8Array.from(ascii, sign => sign.charCodeAt(0))
