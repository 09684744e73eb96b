import type { OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { identityApi } from '@linli/shared/identity/api'
import { maskName } from '@linli/shared/people/schema'
import { loadCommunities } from '../communities/community'
import { type Context, reaching } from '../context'
import { homesByPhone } from '../people/homes-by-phone'
import { verifiedPhone } from './account'
import { tryName } from './number-tries'

/**
 * Homes whose owner or tenant has this session's verified number and this surname; otherwise nothing, and no hint
 * which of the two was wrong. Once a poster has offered six surnames to this number, the whole name is asked.
 * Throws identity.phone_unverified, identity.name_needed, identity.no_match, request.too_many.
 */
export async function findHomes(
  ctx: Context,
  { surname }: { surname: string },
): Promise<OutputOf<typeof identityApi.findHomes>> {
  const phone = verifiedPhone(ctx)
  const found = await homesByPhone(ctx, phone, await tryName(ctx, phone, surname))
  if (found.length === 0) throw new AppError('identity.no_match')
  const ids = [...new Set(found.map(home => home.communityId))]
  const communities = await loadCommunities(reaching(ctx, ...ids.map(id => `C#${id}#`)), ids)
  const names = new Map(communities.map(community => [community.communityId, community.name]))
  return {
    homes: found.map(({ communityId, roomId, code, role, name }) => ({
      communityId,
      communityName: names.get(communityId) ?? '',
      roomId,
      roomCode: code,
      role,
      nameMasked: maskName(name),
    })),
  }
}
