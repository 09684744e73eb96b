import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseEnv } from './env'

const right = {
  AWS_REGION: 'cn-north-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  LINLI_TABLE: 'linli',
  LINLI_BUCKET: 'linli-files',
  LINLI_QUEUE_PREFIX: 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/linli-',
  LINLI_PUBLIC_URL: 'https://api.example.com',
  LINLI_WECHAT_APPID: 'wx1',
  LINLI_WECHAT_SECRET: 'very-secret',
  LINLI_WECHATPAY_MERCHANTS: '[]',
  LINLI_FIELD_KEYS: `v1:${Buffer.alloc(32).toString('base64')}`,
  LINLI_HASH_KEYS: `v2:${Buffer.alloc(32).toString('base64')},v1:${Buffer.alloc(32, 1).toString('base64')}`,
}

const complaint = (change: Record<string, string | undefined>): string => {
  try {
    parseEnv({ ...right, ...change })
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const privateKeyPem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const wechat = {
  ref: 'linli',
  mchid: '1',
  appid: 'wx1',
  serial: 's',
  privateKeyPem,
  apiV3Key: 'k'.repeat(32),
  publicKeys: [{ serial: 'p', pem }],
  callbackBase: 'https://api.example.com',
}
const alipay = {
  ref: 'linli',
  appId: 'a',
  sellerId: '2088',
  privateKeyPem,
  alipayPublicKeyPem: pem,
  callbackBase: 'https://api.example.com',
}

describe('the environment', () => {
  it('is parsed once, with defaults for the channels’ own addresses', () => {
    const env = parseEnv(right)
    expect(env.LINLI_WECHATPAY_BASE).toBe('https://api.mch.weixin.qq.com')
    expect(env.LINLI_HASH_KEYS.map(({ version }) => version)).toEqual(['v2', 'v1'])
    expect(env.LINLI_LOCAL).toBeUndefined()
  })

  it('names every missing variable at once: in an empty environment each that has no default', () => {
    const none = Object.fromEntries(Object.keys(right).map(name => [name, undefined]))
    expect(complaint(none).split(/: |; /).slice(1).sort()).toEqual(
      Object.keys(right)
        .map(name => `${name} is missing`)
        .sort(),
    )
  })

  it('names what is malformed in any way together with what is missing', () => {
    const said = complaint({
      LINLI_TABLE: undefined,
      LINLI_FIELD_KEYS: 'secret:others/keys',
      LINLI_HASH_KEYS: 'secret:',
      LINLI_WECHATPAY_MERCHANTS: JSON.stringify([wechat, wechat]),
      LINLI_PUBLIC_URL: '',
    })
    for (const name of ['LINLI_TABLE', 'LINLI_FIELD_KEYS', 'LINLI_HASH_KEYS', 'LINLI_PUBLIC_URL', 'have a ref twice'])
      expect(said).toContain(name)
  })

  it('names the other half of the staff’s mini-program, together with what else is missing', () => {
    expect(complaint({ LINLI_WECHAT_STAFF_APPID: 'wx2' })).toContain('LINLI_WECHAT_STAFF_SECRET is missing')
    const said = complaint({ LINLI_WECHAT_STAFF_SECRET: 's', LINLI_TABLE: undefined })
    for (const name of ['LINLI_TABLE', 'LINLI_WECHAT_STAFF_APPID']) expect(said).toContain(`${name} is missing`)
  })

  it.each([
    ['LINLI_PUBLIC_URL', 'not a url'],
    ['LINLI_PUBLIC_URL', 'localhost:3000'],
    ['LINLI_WECHATPAY_MERCHANTS', JSON.stringify([{ ...wechat, callbackBase: 'localhost:3000' }])],
    ['LINLI_FIELD_KEYS', 'v1:tooshort'],
    ['LINLI_WECHATPAY_MERCHANTS', '{'],
    ['LINLI_WECHATPAY_MERCHANTS', '[{"ref":"linli"}]'],
    // As a shell leaves them that does not know \n.
    [
      'LINLI_WECHATPAY_MERCHANTS',
      JSON.stringify([{ ...wechat, privateKeyPem: privateKeyPem.replaceAll('\n', '\\n') }]),
    ],
    [
      'LINLI_WECHATPAY_MERCHANTS',
      JSON.stringify([{ ...wechat, publicKeys: [{ serial: 'p', pem: pem.slice(0, 60) }] }]),
    ],
    ['LINLI_ALIPAY_MERCHANTS', JSON.stringify([{ ...alipay, alipayPublicKeyPem: pem.slice(0, 60) }])],
    ['LINLI_LOCAL', 'yes'],
  ])('names a malformed %s, and never its value', (name, value) => {
    const said = complaint({ [name]: value })
    expect(said).toContain(name)
    expect(said).not.toContain(value)
    expect(said).not.toContain('very-secret')
  })

  it('refuses two merchants of one ref, of the same channel or of both', () => {
    const said = 'LINLI_WECHATPAY_MERCHANTS, LINLI_ALIPAY_MERCHANTS have a ref twice'
    expect(complaint({ LINLI_WECHATPAY_MERCHANTS: JSON.stringify([wechat, { ...wechat, mchid: '2' }]) })).toContain(
      said,
    )
    const both = {
      LINLI_WECHATPAY_MERCHANTS: JSON.stringify([wechat]),
      LINLI_ALIPAY_MERCHANTS: JSON.stringify([alipay]),
    }
    expect(complaint(both)).toContain(said)
    const apart = JSON.stringify([{ ...alipay, ref: 'linli-alipay' }])
    expect(complaint({ ...both, LINLI_ALIPAY_MERCHANTS: apart })).toBe('')
  })

  it('takes the name or ARN of a secret instead of merchants and keys, and no other secret', () => {
    const arn = 'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:linli/wechatpay-AbCdEf'
    const env = parseEnv({
      ...right,
      LINLI_WECHATPAY_MERCHANTS: `secret:${arn}`,
      LINLI_FIELD_KEYS: 'secret:linli/fields',
    })
    expect(env.secretRefs).toEqual({ LINLI_WECHATPAY_MERCHANTS: arn, LINLI_FIELD_KEYS: 'linli/fields' })
    // No key that anybody could guess while it was not read.
    expect([env.LINLI_WECHATPAY_MERCHANTS, env.LINLI_FIELD_KEYS]).toEqual([[], []])
    expect(complaint({ LINLI_HASH_KEYS: 'secret:others/keys' })).toContain('LINLI_HASH_KEYS must be secret:linli/')
  })
})
