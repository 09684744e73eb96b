import { complaintsApi } from '@linli/shared/complaints/api'
import type { Colleague } from '@linli/shared/complaints/schema'
import { officeRoleNames } from '@linli/shared/permissions'
import { useRead } from '../queries'
import { usePlace } from '../session'

/** Who works here, with what they are called here. */
export function usePeople(isAsked: boolean): (Colleague & { title: string })[] {
  const { communityId } = usePlace()
  const people = useRead(complaintsApi.people, { communityId, limit: 100 }, { enabled: isAsked })
  return (people.data?.items ?? []).map(each => ({
    ...each,
    title: each.roles.map(role => officeRoleNames[role]).join('、'),
  }))
}
