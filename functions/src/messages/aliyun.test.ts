import { expect, it } from 'vitest'
import { aliyunAuthorization, canonicalQuery } from './aliyun'

it('signs as the provider’s own documents do', () => {
  const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  const authorization = aliyunAuthorization(
    { keyId: 'YourAccessKeyId', keySecret: 'YourAccessKeySecret' },
    {
      method: 'POST',
      host: 'ecs.cn-shanghai.aliyuncs.com',
      query: canonicalQuery({
        RegionId: 'cn-shanghai',
        ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
      }),
      body: '',
      headers: {
        'x-acs-action': 'RunInstances',
        'x-acs-version': '2014-05-26',
        'x-acs-date': '2023-10-26T10:22:32Z',
        'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
        'x-acs-content-sha256': empty,
      },
    },
  )
  expect(authorization).toContain('Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0')
})

it('encodes after RFC 3986', () => {
  expect(canonicalQuery({ b: "it's 100% (new)*", a: '短信' })).toBe(
    'a=%E7%9F%AD%E4%BF%A1&b=it%27s%20100%25%20%28new%29%2A',
  )
})
