import { identityApi } from '@linli/shared/identity/api'
import type { Staff } from '@linli/shared/identity/schema'
import { type OfficeRole, type Permission, rolesAllow } from '@linli/shared/permissions'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { call, isSignedOut, setCsrf } from './api-client'
import { sessionKey } from './queries'

/** Learns who is signed in and the CSRF value of the session; null when nobody is. */
export async function readSession(): Promise<Staff | null> {
  try {
    const { staff, csrf } = await call(identityApi.officeMe, {})
    setCsrf(csrf)
    return staff
  } catch (error) {
    if (isSignedOut(error)) return null
    throw error
  }
}

export const useSession = () => useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 60_000 })

/** Sets the session after sign-in; null ends it on every page. */
export function useSetSession() {
  const client = useQueryClient()
  return (staff: Staff | null) => {
    if (staff === null) client.removeQueries({ predicate: query => query.queryKey[0] !== sessionKey[0] })
    client.setQueryData(sessionKey, staff)
  }
}

export type Place = {
  communityId: string
  communityName: string
  staff: Staff
  roles: OfficeRole[]
  can: (permission: Permission) => boolean
}

const PlaceContext = createContext<Place | undefined>(undefined)
export const PlaceProvider = PlaceContext.Provider

/** The community that the address names, and what the signed-in person may do there. */
export function usePlace(): Place {
  const place = useContext(PlaceContext)
  if (!place) throw new Error('usePlace stands outside of a community')
  return place
}

/** Undefined when the person has no role in the community. */
export function placeOf(staff: Staff, communityId: string): Place | undefined {
  const grants = staff.grants.filter(grant => grant.communityId === communityId)
  const [first] = grants
  if (!first) return undefined
  const roles = grants.map(grant => grant.role)
  const can = (permission: Permission) => rolesAllow(roles, permission)
  return { communityId, communityName: first.communityName, staff, roles, can }
}

/** The communities of a person, each once. */
export const communitiesOf = (staff: Staff) => [
  ...new Map(staff.grants.map(grant => [grant.communityId, grant.communityName])),
]
