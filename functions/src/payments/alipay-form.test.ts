import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, it } from 'vitest'
import { checkForm, readForm } from './alipay-form'

const type = 'application/x-www-form-urlencoded; charset=utf-8'
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const taken = (fields: Record<string, string>, signed: string) => {
  const signature = sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64')
  checkForm(readForm(type, new URLSearchParams({ ...fields, sign: signature }).toString()), publicKey)
}

it('takes no field that is hidden in another, though the signed text stays the same', () => {
  const signed = 'out_trade_no=A&refund_fee=0.01&subject=水费&电费=1'
  expect(() => taken({ out_trade_no: 'A', refund_fee: '0.01', subject: '水费&电费=1' }, signed)).not.toThrow()
  const hidden = { out_trade_no: 'A&refund_fee=0.01', subject: '水费&电费=1' }
  expect(() => taken(hidden, signed)).toThrow(expect.objectContaining({ code: 'payments.bad_signature' }))
})
