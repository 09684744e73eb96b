import { Community } from '@linli/shared/communities/schema'
import type { Me } from '@linli/shared/identity/schema'
import { maskPhone } from '@linli/shared/people/schema'
import { AnyItem } from '../db'
import { livesThere } from '../access'
import { communityAt } from '../communities/community'
import { type Context, type GrantedHome, reaching } from '../context'
import { accountActor, loadAccount, verifiedPhoneIfAny } from './account'
import { currentConsents } from './consents'
import { requestKey, type StoredAccount, StoredRequest } from './store'

/** The caller's own homes of today, requests and settings: two reads beside the session's. */
export const me = (ctx: Context): Promise<Me> => meOf(ctx, accountActor(ctx).homes)

/** The same with the homes as they are after a write, which the session of this request has not seen. */
export async function meOf(ctx: Context, homes: GrantedHome[]): Promise<Me> {
  const actor = accountActor(ctx)
  const account = await loadAccount(ctx, actor.accountId)
  const live = homes.filter(home => livesThere(home, ctx.today()))
  const { communities, requests } = await around(ctx, live, account)
  const phone = verifiedPhoneIfAny(ctx)
  return {
    accountId: actor.accountId,
    homes: live.map(home => ({ ...home, ...communities.get(home.communityId) })),
    requests,
    fontSize: account.fontSize,
    consents: currentConsents(account),
    ...(phone && { phoneMasked: maskPhone(phone) }),
  }
}

/**
 * The account's requests, and its communities' names and telephones as they are now (the grants keep those of the day
 * of binding), in one consistent read.
 */
async function around(ctx: Context, homes: GrantedHome[], account: StoredAccount) {
  const ids = [...new Set(homes.map(home => home.communityId))]
  const owners = [...ids, ...account.requests.map(request => request.communityId)].map(id => `C#${id}#`)
  const keys = account.requests.map(({ communityId, requestId }) => requestKey(communityId, requestId))
  const found = await reaching(ctx, ...owners).db.getMany([...ids.map(communityAt), ...keys], AnyItem)
  const communities = found.slice(0, ids.length).flatMap(item => (item ? [Community.parse(item)] : []))
  const requests = found.slice(ids.length).flatMap(item => (item ? [StoredRequest.parse(item)] : []))
  return {
    communities: new Map(
      communities.map(({ communityId, name, officePhone }) => [communityId, { communityName: name, officePhone }]),
    ),
    requests: requests.filter(request => request.accountId === account.accountId),
  }
}
