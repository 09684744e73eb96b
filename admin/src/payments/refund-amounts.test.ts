import type { Share } from '@linli/shared/payments/schema'
import { expect, test } from 'vitest'
import { leftOf, refundOf } from './refund-amounts'

const id = '0'.repeat(26)
const share = (billId: string, principalFen: number, lateFeeFen = 0): Share => ({
  billId,
  object: { type: 'room', id, code: '3-2-1501' },
  feeItemId: id,
  feeItemName: '物业费',
  period: { from: '2026-11-01', to: '2026-11-30' },
  payer: { kind: 'owners', personIds: [id], name: '李小红' },
  expectedPaidFen: 0,
  principalFen,
  lateFeeFen,
})
const refund = {
  refundId: id,
  orderId: `ABC123${id}`,
  communityId: 'ABC123',
  channel: 'cash' as const,
  amountFen: 700,
  reason: '多收',
  cashierId: id,
  cashierName: '王芳',
  at: '2026-11-22T04:00:00.000Z',
}
const order = {
  shares: [share('a', 1000, 20), share('b', 500)],
  refunds: [{ ...refund, shares: [{ ...share('b', 500) }, { ...share('a', 180, 20) }] }],
}

test('what went back before is gone; a bill that has nothing left is not offered', () => {
  expect(leftOf(order).map(({ share: { billId }, fen }) => [billId, fen])).toEqual([['a', 820]])
})

test('all that is left goes back, or what is typed, never more', () => {
  const left = leftOf({ shares: order.shares })
  expect(refundOf(left, {})).toEqual({
    bills: [
      { billId: 'a', amountFen: 1020 },
      { billId: 'b', amountFen: 500 },
    ],
    totalFen: 1520,
  })
  expect(refundOf(left, { a: '3.00', b: '0' })).toEqual({ bills: [{ billId: 'a', amountFen: 300 }], totalFen: 300 })
  for (const text of ['', '10.21', 'x', '-1']) expect(refundOf(left, { a: text }).totalFen).toBeUndefined()
})
