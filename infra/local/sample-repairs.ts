import { feeApi } from '@linli/shared/billing/fee-api'
import { communitiesApi } from '@linli/shared/communities/api'
import { repairsApi } from '@linli/shared/repairs/api'
import type { Skill } from '@linli/shared/repairs/kinds'
import { monthStart } from '@linli/shared/time'
import type { Client } from './client'

export type SampleWorker = { personId: string; name: string; phone: string; skills: Skill[] }

const catalogue = [
  { part: 'labour', name: '更换角阀', unit: '个', unitFen: 3_000 },
  { part: 'material', name: '角阀', unit: '个', unitFen: 2_500 },
  { part: 'labour', name: '疏通下水', unit: '次', unitFen: 8_000 },
  { part: 'labour', name: '更换插座', unit: '个', unitFen: 2_000 },
] as const

/** What a community needs to repair and to charge for it: a fee item, a price list, and people with their skills. */
export async function sampleRepairs(office: Client, communityId: string, from: string, workers: SampleWorker[]) {
  const { entities } = await office.call(communitiesApi.get, { communityId })
  const { feeItemId } = await office.call(feeApi.createFeeItem, {
    communityId,
    name: '维修费',
    formula: { kind: 'fixed' },
    cycle: { kind: 'once' },
    timing: 'postpaid',
    scope: 'assigned',
    rounding: { mode: 'half_up', unit: 'fen' },
    nature: 'own_revenue',
    invoiceable: true,
    collectingEntityId: entities[0]?.entityId ?? '',
    dueDays: 14,
    active: true,
    lateFee: null,
  })
  const ground = { kind: 'contract' as const, text: '入户有偿维修价目表' }
  await office.call(feeApi.addTariff, { communityId, feeItemId, from: monthStart(from), price: 0, ground })
  await office.call(repairsApi.saveSettings, {
    communityId,
    feeItemId,
    autoDispatch: false,
    revisit: 'unrated',
    sla: {},
    catalogue: catalogue.map(item => ({ ...item, active: true })),
    version: 0,
  })
  for (const worker of workers)
    await office.call(repairsApi.saveWorker, {
      communityId,
      ...worker,
      areas: [],
      shifts: [],
      active: true,
      version: 0,
    })
}
