import { refundApi } from '@linli/shared/payments/refund-api'
import { expect, test } from 'vitest'
import { refundBanks } from './refund-banks'

const { way } = refundApi.resendRefund.input.shape

test('each bank has a name and a code of its own that the server takes', () => {
  expect(refundBanks.length).toBeGreaterThan(80)
  expect(new Set(refundBanks.map(({ value }) => value)).size).toBe(refundBanks.length)
  expect(new Set(refundBanks.map(({ label }) => label)).size).toBe(refundBanks.length)
  for (const { value, label } of refundBanks) {
    expect(label).toMatch(/^[\u4e00-\u9fff（）]{3,12}$/)
    const asked = { to: 'payer_card', bankType: value, account: '6222000000000000', realName: '李小红' }
    expect(way.safeParse(asked).success).toBe(true)
  }
})
