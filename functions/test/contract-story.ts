import { contractApi } from '@linli/shared/billing/contract-api'
import { feeApi } from '@linli/shared/billing/fee-api'
import { roomTermsApi } from '@linli/shared/billing/room-terms'
import { stayApi } from '@linli/shared/billing/stay-api'
import type { Act } from './records'

/** A contract that is charged otherwise for a while, and ends early. */
export async function contractStory(desk: Act, communityId: string, collectingEntityId: string): Promise<void> {
  const { feeItemId } = await desk(feeApi.createFeeItem, {
    communityId,
    name: '商铺租金',
    formula: { kind: 'contract' },
    cycle: { kind: 'month' },
    timing: 'prepaid',
    rounding: { mode: 'half_up', unit: 'fen' },
    nature: 'own_revenue',
    invoiceable: true,
    collectingEntityId,
    dueDays: 10,
    lateFee: null,
    active: true,
  })
  const { contractId } = await desk(contractApi.createContract, {
    communityId,
    number: 'HT-2026-01',
    feeItemId,
    party: { name: '好邻超市有限公司', kind: 'organisation', idNumber: '91110108MA01C8X123' },
    from: '2026-01-01',
    to: '2027-12-31',
    steps: [{ from: '2026-01-01', monthlyFen: 100_000 }],
  })
  const thing = { communityId, type: 'contract' as const, thingId: contractId, feeItemId }
  await desk(roomTermsApi.setThingTerms, { ...thing, applies: true, coefficient: 5_000 })
  await desk(contractApi.endContract, { communityId, contractId, on: '2027-06-30', reason: '提前退租' })
}

/** A stay in the car park that is charged at the counter. */
export async function stayStory(desk: Act, communityId: string, collectingEntityId: string): Promise<void> {
  const { feeItemId } = await desk(feeApi.createFeeItem, {
    communityId,
    name: '临停费',
    formula: { kind: 'duration' },
    cycle: { kind: 'once' },
    timing: 'postpaid',
    rounding: { mode: 'half_up', unit: 'fen' },
    nature: 'own_revenue',
    invoiceable: true,
    collectingEntityId,
    dueDays: 0,
    lateFee: null,
    active: true,
  })
  const bands = { freeMinutes: 30, firstMinutes: 60, firstFen: 500, stepMinutes: 60, stepFen: 200 }
  const ground = { kind: 'filing' as const, text: '停车收费备案' }
  await desk(feeApi.addTariff, { communityId, feeItemId, from: '2026-01-01', price: 0, bands, ground })
  const [enteredAt, leftAt] = ['2026-11-10T01:00:00.000Z', '2026-11-10T02:00:00.000Z']
  await desk(stayApi.chargeStay, { communityId, feeItemId, plate: '京A12345', enteredAt, leftAt, amountFen: 500 })
}
