import { feeApi } from '@linli/shared/billing/fee-api'
import { communitiesApi } from '@linli/shared/communities/api'
import type { InputOf } from '@linli/shared/contract'
import { placeTitle } from '@linli/shared/communities/place-words'
import { staffApi } from '@linli/shared/identity/staff-api'
import { repairsApi } from '@linli/shared/repairs/api'
import type { Skill } from '@linli/shared/repairs/kinds'
import type { Position } from '@linli/shared/position'
import { monthStart } from '@linli/shared/time'
import { placeCodeText } from '@linli/shared/scanned-code'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { workApi } from '@linli/shared/repairs/work-api'
import { apiClient, type Client } from './client'
import type { Neighbours } from './sample-neighbours'
import type { SampleCode } from './samples'
import type { Stack } from './stack'

/** `user`: their WeChat in the staff's mini-program. */
export type SampleWorker = { user: string; personId: string; name: string; phone: string; skills: Skill[] }

const catalogue = [
  { part: 'labour', name: '更换角阀', unit: '个', unitFen: 3_000 },
  { part: 'material', name: '角阀', unit: '个', unitFen: 2_500 },
  { part: 'labour', name: '疏通下水', unit: '次', unitFen: 8_000 },
  { part: 'labour', name: '更换插座', unit: '个', unitFen: 2_000 },
] as const

/** At night somebody has to say that they are there. */
const everyDay = [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, from: '08:00', to: '20:00' }))

/** Where the stage's phones say that they are (stage/words.ts); buildings stand in a row to the east of it, some 60 m apart. */
const gate: Position = { latE6: 31_230_416, lngE6: 121_473_701 }
const beside = (steps: number): Position => ({ latE6: gate.latE6 + 300, lngE6: gate.lngE6 + steps * 600 })
const mostNamed = 5

/** Public places with coordinates; answers the codes that hang there, for the stage's phones to scan. */
export async function samplePlaces(office: Client, communityId: string): Promise<SampleCode[]> {
  const { items } = await office.call(communitiesApi.listBuildings, { communityId, limit: mostNamed })
  const codes: SampleCode[] = []
  const add = async (place: Omit<InputOf<typeof communitiesApi.createPlace>, 'communityId' | 'active'>) => {
    const made = await office.call(communitiesApi.createPlace, { communityId, active: true, ...place })
    codes.push({ title: placeTitle(made), text: placeCodeText({ communityId, placeId: made.placeId }) })
  }
  await add({ kind: 'gate', name: '南门岗亭', position: gate })
  await add({ kind: 'garage', name: '地下车库', floor: 'B1', position: beside(2) })
  await add({ kind: 'facility', name: '儿童乐园', position: beside(-1) })
  for (const [nth, { building }] of items.entries()) {
    await add({ kind: 'building', name: `${building} 号楼`, building, position: beside(nth + 1) })
    await add({ kind: 'lobby', name: '大堂', building, floor: '1层' })
    await add({ kind: 'lift', name: '东侧电梯', building })
  }
  return codes
}

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
      shifts: everyDay,
      active: true,
      version: 0,
    })
}

/** Their WeChat is bound by an invitation, as a manager gives it, and they are on shift. */
export async function bindWorkers(
  stack: Stack,
  office: Client,
  communityId: string,
  workers: SampleWorker[],
): Promise<Client[]> {
  const phones: Client[] = []
  for (const { user, personId } of workers) {
    const { code: invitation } = await office.call(staffApi.inviteStaffAgain, { communityId, personId })
    const { code } = stack.gateway.control.staffCode({ user })
    const { token } = await apiClient(stack.url).call(staffApi.signInStaff, { code, invitation })
    const phone = apiClient(stack.url, { bearer: token })
    await phone.call(workApi.setShift, { communityId, onShift: true })
    phones.push(phone)
  }
  return phones
}

/** One that is being repaired. */
export async function sampleOrder(
  office: Client,
  { owner }: Neighbours,
  { communityId, electrician }: { communityId: string; electrician: { personId: string; phone: Client } },
): Promise<void> {
  const { repairId } = await owner.client.call(myRepairsApi.report, {
    ...owner.home,
    kind: 'lighting',
    where: { kind: 'public', building: '1', spot: '1单元大堂' },
    text: '大堂的灯一闪一闪，晚上看不清台阶。',
  })
  const of = { communityId, repairId }
  await office.call(repairsApi.accept, of)
  await office.call(repairsApi.assign, { ...of, personId: electrician.personId })
  await electrician.phone.call(workApi.start, of)
}
