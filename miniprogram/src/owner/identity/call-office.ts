import { communitiesApi } from '@linli/shared/communities/api'
import { call } from '../../api'
import { platform } from '../../platform/platform'

/** Phones the office of a community that this account has no home in: its number is looked up by name. */
export async function callOffice(community: { communityId: string; communityName: string }): Promise<void> {
  const { items } = await call(communitiesApi.search, { name: community.communityName })
  const found = items.find(each => each.communityId === community.communityId)
  if (found) platform.callPhone(found.officePhone)
}
