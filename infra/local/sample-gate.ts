import { staffApi } from '@linli/shared/identity/staff-api'
import { officeRoleNames } from '@linli/shared/permissions'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { apiClient, type Client } from './client'
import type { Samples } from './samples'
import type { Stack } from './stack'

const guard = { user: 'zhao-gang', name: '赵刚' }
const gateName = '南门'

/** A gate whose bar opens by itself, and a guard who has the staff's mini-program. */
export async function sampleGate(stack: Stack, office: Client, communityId: string): Promise<Samples['field']> {
  const gate = { gateId: stack.deps.newId(), name: gateName, deviceId: 'south-1', active: true, version: 0 }
  await office.call(visitorDeskApi.saveGate, { communityId, ...gate })
  const { user, name } = guard
  const { code: invitation } = await office.call(staffApi.inviteStaff, { communityId, name, roles: ['guard'] })
  const { code } = stack.gateway.control.staffCode({ user })
  await apiClient(stack.url).call(staffApi.signInStaff, { code, invitation })
  return [{ user, name, about: `${officeRoleNames.guard} ${gateName}` }]
}
