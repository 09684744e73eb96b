import { fromBase64Url, textOf } from '@linli/shared/visitors/base64url'
import { isFresh, readToken, startOfStep, stepAt, tokenBody } from '@linli/shared/visitors/pass-token'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { isOurs, publicKeys, signToken } from './pass-keys'

const id = '0'.repeat(26)
const said = Buffer.from('3-2-1501|王阿姨').toString('base64url')
const of = { communityId: 'ABC234', passId: id, step: 59_000_000, left: 3, said, keyId: 'v1' }
const signed = (wish: object = {}) => `${tokenBody({ ...of, ...wish })}.${'A'.repeat(86)}`

it('is read as it was written, in ASCII, short enough for a QR', () => {
  const { signature, ...rest } = readToken(signed({ gateId: id })) ?? { signature: [] }
  expect(rest).toMatchObject({
    communityId: 'ABC234',
    gateId: id,
    step: of.step,
    left: 3,
    roomCode: '3-2-1501',
    name: '王阿姨',
  })
  expect(signature).toHaveLength(64)
  expect(readToken(signed())?.gateId).toBeUndefined()
  expect(signed()).toMatch(/^[\x21-\x7e]{1,260}$/)
})

it('is read from nothing else, and never throws', () => {
  for (const text of [
    '',
    'L1',
    signed().replace('L1', 'L2'),
    signed().slice(0, -1),
    `${signed()}x`,
    signed({ keyId: 'none' }),
  ])
    expect([text, readToken(text)]).toEqual([text, undefined])
  fc.assert(
    fc.property(fc.string(), text => {
      expect(readToken(text)).toBeUndefined()
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      expect([...fromBase64Url(Buffer.from(bytes).toString('base64url'))]).toEqual([...bytes])
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(textOf(new TextEncoder().encode(text))).toBe(text)
    }),
  )
})

it('a screenshot is dead 90 s after it was taken, with clocks half a minute apart', () => {
  const ms = fc.integer({ min: 0, max: 10_000_000 })
  const skew = fc.integer({ min: -30_000, max: 30_000 })
  fc.assert(
    fc.property(ms, skew, fc.integer({ min: 0, max: 600_000 }), (shown, apart, later) => {
      const step = stepAt(shown)
      expect(isFresh(step, shown + apart)).toBe(true)
      if (later >= 90_000) expect(isFresh(step, shown + later + apart)).toBe(false)
    }),
  )
  const step = stepAt(1_000_000)
  expect([-30_001, -30_000, 59_999, 60_000].map(age => isFresh(step, startOfStep(step) + age))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

it('is verified under each live key, old and new, and under no other; what a phone is given signs nothing', () => {
  const key = (version: string, letter: string) => ({ version, key: Buffer.alloc(32, letter) })
  const before = { LINLI_PASS_KEYS: [key('v1', 'a')] }
  const now = { LINLI_PASS_KEYS: [key('v2', 'b'), key('v1', 'a')] }
  const pass = { communityId: 'ABC234', passId: id, step: 1, left: 1, roomCode: '3-2-1501', name: '王阿姨' }
  const tokenOf = (ring: typeof before) => readToken(signToken(ring, pass) ?? '')
  const [old, fresh] = [tokenOf(before), tokenOf(now)]
  if (!old || !fresh) throw new Error('no token')
  expect([old.keyId, fresh.keyId]).toEqual(['v1', 'v2'])
  expect([isOurs(now, old), isOurs(now, fresh), isOurs(before, fresh)]).toEqual([true, true, false])
  expect(isOurs(now, { ...old, body: old.body.replace('.1.', '.9.') })).toBe(false)
  expect(isOurs({ LINLI_PASS_KEYS: [key('v1', 'c')] }, old)).toBe(false)
  expect(signToken({ LINLI_PASS_KEYS: [] }, pass)).toBeUndefined()
  const given = JSON.stringify(publicKeys(now))
  for (const { key: seed } of now.LINLI_PASS_KEYS) expect(given).not.toContain(seed.toString('base64url').slice(0, 40))
})
