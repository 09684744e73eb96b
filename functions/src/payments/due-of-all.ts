import type { OutputOf } from '@linli/shared/contract'
import type { paymentsApi } from '@linli/shared/payments/api'
import { livesThere } from '../access'
import { myBills } from '../billing/my-bills'
import { loadCommunities } from '../communities/community'
import type { Context, GrantedHome } from '../context'
import { accountActor } from '../identity/account'
import { withMerchants } from './merchant-for'

type DueOfAll = OutputOf<typeof paymentsApi.dueOfAll>

const mostHomes = 20
const mostOfHome = 100

/**
 * What is due of every home that the account lives in today, across communities and collecting entities: of each home what
 * its resident may see, oldest first. What somebody holds under no room comes with their first home of that community.
 */
export async function dueOfAll(ctx: Context): Promise<DueOfAll> {
  const homes = homesOf(accountActor(ctx).homes, ctx.today())
  const [communities, pages] = await Promise.all([
    loadCommunities(ctx, [...new Set(homes.map(({ communityId }) => communityId))]),
    Promise.all(
      homes.map(({ communityId, roomId, personId, role, seesBills }) => {
        const sees = role === 'owner' || seesBills
        return myBills(ctx, { communityId, roomId: sees ? roomId : personId, show: 'open', limit: mostOfHome })
      }),
    ),
  ])
  const shown = new Set<string>()
  return {
    homes: homes.map(({ communityId, communityName, roomId, roomCode, officePhone }, i) => {
      const fresh = (pages[i]?.items ?? []).filter(({ billId }) => !shown.has(billId))
      const entities = communities.find(community => community.communityId === communityId)?.entities ?? []
      const bills = withMerchants(entities, fresh)
      for (const { billId } of bills) shown.add(billId)
      const more = pages[i]?.cursor === undefined ? {} : { more: true as const }
      return { communityId, communityName, roomId, roomCode, officePhone, bills, ...more }
    }),
    entities: communities.flatMap(({ entities }) => entities.map(({ entityId, name }) => ({ entityId, name }))),
  }
}

/** A home by which somebody lives twice in one room, as owner and tenant, is one; the better view of the two comes first. */
function homesOf(all: readonly GrantedHome[], today: string): GrantedHome[] {
  const live = all.filter(home => livesThere(home, today))
  const sees = ({ role, seesBills }: GrantedHome) => Number(role === 'owner' || seesBills)
  const best = [...live].sort((a, b) => sees(b) - sees(a))
  const kept = new Set(new Map(best.toReversed().map(home => [home.roomId, home])).values())
  return live.filter(home => kept.has(home)).slice(0, mostHomes)
}
