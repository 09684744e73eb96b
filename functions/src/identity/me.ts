import type { Consent, Me } from '@linli/shared/identity/schema'
import { maskPhone } from '@linli/shared/people/schema'
import { livesThere } from '../access'
import { loadCommunities } from '../communities/community'
import { type Context, type GrantedHome, reaching } from '../context'
import { type AccountActor, accountActor, loadAccount, verifiedPhoneIfAny } from './account'
import { requestKey, type StoredAccount, StoredRequest } from './store'

/** The caller's own homes of today, requests and settings: two reads beside the session's. */
export const me = (ctx: Context): Promise<Me> => meOf(ctx, accountActor(ctx).homes)

/** The same with the homes as they are after a write, which the session of this request has not seen. */
export async function meOf(ctx: Context, homes: GrantedHome[]): Promise<Me> {
  const actor = accountActor(ctx)
  const account = await loadAccount(ctx, actor.accountId)
  const live = homes.filter(home => livesThere(home, ctx.today()))
  const [communities, requests] = await Promise.all([freshNames(ctx, live), ownRequests(ctx, actor, account)])
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

/** A community's name and telephone as they are now: the grants keep those of the day of binding. */
async function freshNames(ctx: Context, homes: GrantedHome[]) {
  const ids = [...new Set(homes.map(home => home.communityId))]
  const communities = await loadCommunities(reaching(ctx, ...ids.map(id => `C#${id}#`)), ids)
  return new Map(
    communities.map(({ communityId, name, officePhone }) => [communityId, { communityName: name, officePhone }]),
  )
}

async function ownRequests(ctx: Context, actor: AccountActor, account: StoredAccount): Promise<StoredRequest[]> {
  const wide = reaching(ctx, ...account.requests.map(request => `C#${request.communityId}#`))
  const found = await wide.db.getMany(
    account.requests.map(({ communityId, requestId }) => requestKey(communityId, requestId)),
    StoredRequest,
  )
  return found.filter(request => request !== undefined).filter(request => request.accountId === actor.accountId)
}

/** The newest answer for each purpose. */
export function currentConsents(account: StoredAccount): Consent[] {
  return [...new Map(account.consents.map(consent => [consent.purpose, consent])).values()]
}
