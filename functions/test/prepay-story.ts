import { prepayApi } from '@linli/shared/billing/prepay-api'
import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { loadFeeItem } from '../src/billing/fee-item-store'
import { updateFeeItem } from '../src/billing/update-fee-item'
import type { Place } from './make'
import { makeFeeItem } from './make-billing'
import type { Act } from './records'

/** Months bought and given up again, on the phone and at the desk; a vacancy asked for, taken back, approved and ended. */
export async function prepayStory(resident: Act, desk: Act, { place, roomId }: { place: Place; roomId: string }) {
  const at = { communityId: place.communityId, roomId }
  const { feeItemId } = await makeFeeItem(place, { name: '服务费', formula: { kind: 'fixed' }, price: 100_000 })
  const { tariffs: _tariffs, version, ...item } = await loadFeeItem(place.ctx, at.communityId, feeItemId)
  await updateFeeItem(place.ctx, { ...item, version, prepayMonths: 6 })
  const two = { ...at, feeItemId, count: 2, amountFen: 2_000 }
  const cancelled = ([bill]: { billId: string; purchase?: { purchaseId: string } | undefined }[]) => ({
    ...at,
    billId: bill?.billId ?? '',
    purchaseId: bill?.purchase?.purchaseId ?? '',
  })
  const mine = await resident(prepayApi.prepayMine, two)
  await resident(prepayApi.cancelMyPrepay, cancelled(mine.bills))
  const vacant = { from: '2028-01-01', payablePct: 70, inspectedOn: '2026-11-01', reason: '查看过，没有人住' }
  const asks = { ...at, from: '2026-11-01', reason: '没有人住' }
  const { cases } = await resident(vacancyApi.askVacancy, asks)
  await resident(vacancyApi.withdrawVacancy, { ...at, caseId: cases[0]?.caseId ?? '' })
  await desk(vacancyApi.decideVacancy, { ...at, feeItemIds: [feeItemId], approved: true, ...vacant })
  await desk(vacancyApi.endVacancy, { ...at, feeItemId, from: vacant.from, to: '2028-02-29', reason: '有人住了' })
  const theirs = await desk(prepayApi.prepayForRoom, two)
  await desk(prepayApi.cancelPrepay, cancelled(theirs.bills))
}
