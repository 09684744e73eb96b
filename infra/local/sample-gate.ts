import type { InputOf } from '@linli/shared/contract'
import { staffApi } from '@linli/shared/identity/staff-api'
import { officeRoleNames } from '@linli/shared/permissions'
import { addDays } from '@linli/shared/time'
import { visitorsApi } from '@linli/shared/visitors/api'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { gateApi } from '@linli/shared/visitors/gate-api'
import { apiClient, type Client } from './client'
import type { Neighbours } from './sample-neighbours'
import type { Samples } from './samples'
import type { Stack } from './stack'

const guard = { user: 'zhao-gang', name: '赵刚' }
const gateName = '南门'

type Gate = { communityId: string; gateId: string }
export type SampleGate = { at: Gate; guard: Client; field: Samples['field'] }

/** A gate whose bar opens by itself, and a guard who has the staff's mini-program. */
export async function sampleGate(stack: Stack, office: Client, communityId: string): Promise<SampleGate> {
  const gate = { gateId: stack.deps.newId(), name: gateName, deviceId: 'south-1', active: true, version: 0 }
  await office.call(visitorDeskApi.saveGate, { communityId, ...gate })
  const { user, name } = guard
  const { code: invitation } = await office.call(staffApi.inviteStaff, { communityId, name, roles: ['guard'] })
  const { code } = stack.gateway.control.staffCode({ user })
  const { token } = await apiClient(stack.url).call(staffApi.signInStaff, { code, invitation })
  return {
    at: { communityId, gateId: gate.gateId },
    guard: apiClient(stack.url, { bearer: token }),
    field: [{ user, name, about: `${officeRoleNames.guard} ${gateName}` }],
  }
}

/** Who came today, and who is still to come. */
export async function sampleVisits(
  { at, guard: atGate }: SampleGate,
  { owner }: Neighbours,
  today: string,
  newId: () => string,
): Promise<void> {
  const day = (date: string) => ({ from: date, to: date })
  const invite = (wish: Omit<InputOf<typeof visitorsApi.invite>, 'communityId' | 'roomId'>) =>
    owner.client.call(visitorsApi.invite, { ...owner.home, ...wish })
  const came = await invite({ kind: 'delivery', name: '送家具的师傅', plate: '沪A8K621', window: day(today) })
  const { ticket = '' } = await atGate.call(gateApi.scan, { ...at, code: came.code })
  await atGate.call(gateApi.admit, { ...at, ticket, sendId: newId() })
  await invite({ kind: 'visit', name: '外婆', phoneTail: '6821', window: day(today) })
  await invite({ kind: 'visit', name: '小周一家', plate: '苏E6D20R', window: day(addDays(today, 3)) })
}
