import { generateKeyPairSync, sign } from 'node:crypto'
import { readToken, tokenBody } from '@linli/shared/visitors/pass-token'
import { expect, it } from 'vitest'
import { isSigned } from './is-signed'

it('verifies what node signs, and nothing that was changed', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('base64url')
  const body = tokenBody({ communityId: 'ABC234', passId: '0'.repeat(26), step: 1, left: 1, said: 'eA', keyId: 'v1' })
  const signed = (text: string) =>
    readToken(`${text}.${sign(null, Buffer.from(body), privateKey).toString('base64url')}`)
  const [token, altered] = [signed(body), signed(body.replace('.1.1.', '.1.9.'))]
  if (!token || !altered) throw new Error('no token')
  expect(isSigned(token, [{ keyId: 'v1', key }])).toBe(true)
  expect(isSigned(altered, [{ keyId: 'v1', key }])).toBe(false)
  expect(isSigned(token, [{ keyId: 'v2', key }])).toBe(false)
})
