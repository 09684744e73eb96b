import { expect, it } from 'vitest'
import type { Merchant } from '../env-shapes'
import { tradeOf, WechatTrade } from './wechat-notice'

const merchant: Merchant = {
  ref: 'linli',
  mchid: '1600000001',
  appid: 'wx1',
  serial: '5157',
  privateKeyPem: 'PRIVATE KEY',
  apiV3Key: 'k'.repeat(32),
  publicKeys: [{ serial: 'PUB_KEY_ID_1', pem: 'PUBLIC KEY' }],
  callbackBase: 'https://linli.invalid',
  otherKeys: [],
  otherApiV3Keys: [],
}
const said = (trade_state: string) =>
  WechatTrade.parse({
    mchid: merchant.mchid,
    appid: merchant.appid,
    out_trade_no: 'order',
    transaction_id: '42000000000000000001',
    trade_state,
    success_time: '2026-11-22T12:00:00+08:00',
    amount: { total: 20_585, payer_total: 20_085, currency: 'CNY' },
  })

it('a trade of WeChat in our words: what was refunded was paid, and the sum is what was asked for', () => {
  const states = ['SUCCESS', 'REFUND', 'USERPAYING', 'ACCEPT', 'NOTPAY', 'CLOSED', 'REVOKED', 'PAYERROR', 'NEW']
  expect(states.map(state => tradeOf(merchant, said(state)).state)).toEqual([
    'paid',
    'refunded',
    'under_way',
    'under_way',
    ...Array.from({ length: 5 }, () => 'unpaid'),
  ])
  expect(tradeOf(merchant, said('SUCCESS'))).toMatchObject({ amountFen: 20_585, paidAt: '2026-11-22T04:00:00.000Z' })
})
