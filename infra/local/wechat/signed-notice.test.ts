import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { decryptNotice, signedByPlatform } from './fixture'
import { MerchantConfig, makeMerchant } from './merchant'
import { paidTransaction, signedNotice } from './notice'

const merchant = await makeMerchant({ ref: 'a', appid: 'wx1234567890abcdef', callbackBase: 'http://127.0.0.1:8620' })

describe('a merchant', () => {
  it('has the shape that the product configures, keys as PUBLIC KEY', () => {
    expect(MerchantConfig.parse(merchant.config)).toEqual(merchant.config)
    expect(merchant.config.mchid).toMatch(/^\d{10}$/)
    const [certificate, publicKey] = merchant.config.publicKeys
    expect(certificate?.serial).toMatch(/^[0-9A-F]{40}$/)
    expect(publicKey?.serial).toMatch(/^PUB_KEY_ID_\d+$/)
  })

  it('has certificates that X.509 readers accept', () => {
    for (const pem of [merchant.certificatePem, merchant.platform.certificates[0]?.pem ?? '']) {
      const certificate = new X509Certificate(pem)
      expect(certificate.verify(certificate.publicKey)).toBe(true)
      expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
    }
    expect(new X509Certificate(merchant.certificatePem).serialNumber).toBe(merchant.config.serial)
    for (const { pem } of merchant.config.publicKeys) expect(pem).toContain('BEGIN PUBLIC KEY')
  })
})

describe('signedNotice', () => {
  const transaction = paidTransaction({
    merchant,
    outTradeNo: 'ABCDEF01JD8Z3K5N7Q9RSTVWXYZ12345',
    totalFen: 8955,
    payerFen: 8855,
    transactionId: '4200001234202611220000000001',
    openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
    paidAt: new Date('2026-11-22T04:00:01Z'),
  })

  it.each(['certificate', 'public-key'] as const)('is verified and decrypted with node:crypto (%s)', mode => {
    const { headers, body } = signedNotice({ merchant, transaction, mode, at: new Date('2026-11-22T04:00:02Z') })
    const received = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    expect(signedByPlatform(merchant, received, body)).toBe(true)
    expect(signedByPlatform(merchant, received, body.replace('成功', '失败'))).toBe(false)
    expect(received['wechatpay-serial']?.startsWith('PUB_KEY_ID_')).toBe(mode === 'public-key')
    expect(received['wechatpay-timestamp']).toBe(String(Date.parse('2026-11-22T04:00:02Z') / 1000))
    expect(decryptNotice(merchant, body)).toMatchObject({
      out_trade_no: 'ABCDEF01JD8Z3K5N7Q9RSTVWXYZ12345',
      trade_state: 'SUCCESS',
      success_time: '2026-11-22T12:00:01+08:00',
      amount: { total: 8955, payer_total: 8855, currency: 'CNY' },
    })
  })

  it('is sealed: a flipped ciphertext byte does not decrypt', () => {
    const { body } = signedNotice({ merchant, transaction })
    const flipped = body.replace(
      /("ciphertext":".)(.)/,
      (_all, head: string, byte: string) => head + (byte === 'A' ? 'B' : 'A'),
    )
    expect(() => decryptNotice(merchant, flipped)).toThrow(/unable to authenticate/)
  })
})
