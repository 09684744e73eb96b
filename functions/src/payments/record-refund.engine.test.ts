import { afterAll, expect, it } from 'vitest'
import { startRefunds } from '../../test/refunds'
import { recordRefund } from './record-refund'
import { getRefund } from './refund-store'
import { communityContext } from '../context'

const r = await startRefunds()
afterAll(() => r.channel.stop())

it('moves nothing on a word of another sum or number, or against what was final', async () => {
  const { order } = await r.paid()
  const refund = await r.ask(order.orderId)
  const ctx = communityContext(r.deps, r.place.communityId)
  const { outRefundNo, amountFen, state } = refund
  const right = { outRefundNo, amountFen, state: 'succeeded' as const }
  const mismatch = { code: 'payments.mismatch' }
  for (const wrong of [{ amountFen: amountFen + 1 }, { outRefundNo: `R${r.deps.newId()}` }])
    await expect(recordRefund(ctx, refund, { ...right, ...wrong })).rejects.toMatchObject(mismatch)
  expect(await getRefund(ctx, refund)).toMatchObject({ state })
  expect(await recordRefund(ctx, refund, right)).toMatchObject({ state: 'succeeded' })
  await expect(recordRefund(ctx, refund, { ...right, state: 'closed' })).rejects.toMatchObject(mismatch)
  expect(await r.orderNow(order.orderId)).toMatchObject({ refundedFen: amountFen })
})
