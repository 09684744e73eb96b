import { feeApi } from '@linli/shared/billing/fee-api'
import { communitiesApi } from '@linli/shared/communities/api'
import { staffApi } from '@linli/shared/identity/staff-api'
import { repairsApi } from '@linli/shared/repairs/api'
import type { Skill } from '@linli/shared/repairs/kinds'
import { monthStart } from '@linli/shared/time'
import { workApi } from '@linli/shared/repairs/work-api'
import { apiClient, type Client } from './client'
import type { Stack } from './stack'

/** `user`: their WeChat in the staff's mini-program. */
export type SampleWorker = { user: string; personId: string; name: string; phone: string; skills: Skill[] }

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
  for (const { user: _user, ...worker } of workers)
    await office.call(repairsApi.saveWorker, {
      communityId,
      ...worker,
      areas: [],
      shifts: [],
      active: true,
      version: 0,
    })
}

/** Their WeChat is bound by an invitation, as a manager gives it, and they are on shift. */
export async function bindWorkers(stack: Stack, office: Client, communityId: string, workers: SampleWorker[]) {
  for (const { user, personId } of workers) {
    const { code: invitation } = await office.call(staffApi.inviteStaffAgain, { communityId, personId })
    const { code } = stack.gateway.control.staffCode({ user })
    const { token } = await apiClient(stack.url).call(staffApi.signInStaff, { code, invitation })
    await apiClient(stack.url, { bearer: token }).call(workApi.setShift, { communityId, onShift: true })
  }
}
