import type { Staff } from '@linli/shared/identity/schema'
import { type Permission, rolesAllow } from '@linli/shared/permissions'
import type { ReactNode } from 'react'
import { Page } from '../kit/page'
import { State } from '../kit/state'
import { communityOf } from './field-communities'
import { useChosen, useStaff } from './session'
import { Welcome } from './welcome'
import { staffWords as words } from './words'

export type Working = Staff & { communityId: string; communityName: string }

/** Whether their roles there carry it; the server decides anyway. */
export const may = ({ grants, communityId }: Working, permission: Permission): boolean =>
  rolesAllow(
    grants.filter(grant => grant.communityId === communityId).map(({ role }) => role),
    permission,
  )

/** A page of somebody with a role in the field; anybody else finds the first screen in its place. */
export function SignedIn({ children, otherwise }: { children: (staff: Working) => ReactNode; otherwise?: ReactNode }) {
  const staff = useStaff()
  const chosen = useChosen()
  if (!staff)
    return (
      <Page>
        <Welcome />
      </Page>
    )
  const here = communityOf(staff, chosen)
  if (here) return children({ ...staff, ...here })
  return (
    <Page>
      <State icon="shield" head={words.over} line={words.overLine} live />
      {otherwise}
    </Page>
  )
}
