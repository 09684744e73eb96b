import { adjustmentApi } from '@linli/shared/billing/adjustment-api'
import { billingApi } from '@linli/shared/billing/api'
import { deskApi } from '@linli/shared/payments/desk-api'
import { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import { previewAdjustment } from '../src/billing/adjust-bill'
import { loadRoom } from '../src/communities/rooms'
import { billsOf } from './books'
import { bulkStory } from './bulk-story'
import { callAs, type Caller } from './call'
import type { Place } from './make'
import { issue, makeFeeItem, measureAgain } from './make-billing'
import { makeBill } from './payments'
import type { Act, Recorder } from './records'

type At = { place: Place; roomId: string }

/** A day at the counter: late fee waived, a dispute, a bill paid and given back, a deposit and 预存 taken and given back. */
export async function counterStory(desk: Act, { deps, app }: Recorder, office: Caller, { place, roomId }: At) {
  const at = { communityId: place.communityId }
  deps.world.settle()
  const { bills } = (await callAs(app, office, deskApi.deskRoom, { ...at, roomId })).ok()
  const [bill] = bills
  const dueFen = bill ? bill.dueFen + bill.lateFeeFen : 0
  const asked = [{ roomId, billId: bill?.billId ?? '', dueFen, amountFen: dueFen }]
  const lateFee = { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 }
  const room = await loadRoom(place.ctx, at.communityId, roomId)
  const { billId } = await makeBill(place, room, { dueDate: '2026-11-12', lateFee })
  await desk(billingApi.waiveLateFee, { ...at, roomId, billId, amountFen: 100, reason: '刚上线，减免一次' })
  await desk(billingApi.raiseDispute, { ...at, roomId, billId, reason: '面积有误' })
  await desk(billingApi.settleDispute, { ...at, roomId, billId, reason: '已核对' })
  const money = { channel: 'cash' as const, paidBy: '李小红' }
  const order = await desk(deskApi.collect, { ...at, bills: asked, ...money, tenderedFen: dueFen + 100 })
  await desk(deskApi.refund, { ...at, orderId: order.orderId, reason: '录错房号' })
  const { feeItemId, ...corrected } = await correctedBill({ place, roomId })
  await bulkStory(desk, deps, { communityId: at.communityId, feeItemId })
  await desk(adjustmentApi.adjustBill, { ...at, roomId, ...corrected, reason: '面积更正' })
  const named = { name: '装修押金', amountFen: 200_000 }
  const deposit = await desk(heldMoneyApi.takeDeposit, { ...at, roomId, ...money, ...named })
  const depositId = deposit.takes?.id ?? ''
  await desk(heldMoneyApi.returnDeposit, { ...at, depositId, proof: 'receipt', channel: 'cash' })
  const prepaid = await desk(heldMoneyApi.takePrepayment, { ...at, roomId, ...money, amountFen: 9_000 })
  const lotId = prepaid.takes?.id ?? ''
  await desk(heldMoneyApi.refundPrepayment, { ...at, lotId, amountFen: 4_000, reason: '搬走了' })
}

/** A bill of a room that was measured again afterwards, and what that comes to. */
async function correctedBill({ place, roomId }: At) {
  const item = await makeFeeItem(place, { name: '电梯费', timing: 'postpaid' })
  await issue(place, { from: '2026-10-01', to: '2026-10-31', feeItems: [item], roomIds: [roomId] })
  const bill = (await billsOf(place, roomId)).find(({ feeItemId }) => feeItemId === item.feeItemId)
  const { built } = (await loadRoom(place.ctx, place.communityId, roomId)).areas
  await measureAgain(place, roomId, (built ?? 0) + 1_000)
  const at = { communityId: place.communityId, roomId, billId: bill?.billId ?? '' }
  const { amountFen } = await previewAdjustment(place.ctx, at)
  return { billId: at.billId, amountFen, feeItemId: item.feeItemId }
}
