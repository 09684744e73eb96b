import { type Actor, communityContext, type Deps } from '../context'
import { loadStaffGrants } from '../identity/staff'
import type { Who } from './store'

/** Who asked, with the roles of this moment: whoever was dismissed meanwhile gets nothing. */
export async function asStaff(
  deps: Deps,
  { communityId, personId }: Pick<Who, 'communityId' | 'personId'>,
): Promise<Extract<Actor, { kind: 'staff' }>> {
  const { name, roles } = await loadStaffGrants(communityContext(deps, communityId), personId)
  return { kind: 'staff', personId, sessionKey: '', name, grants: roles, csrf: '' }
}
