import { countersOf } from '@linli/shared/repairs/figures'
import { addMonths, instantAt, monthStart } from '@linli/shared/time'
import { pageOfCommunities } from '../communities/community'
import { communityContext, type Deps, makeContext } from '../context'
import { firstIdAt } from '../record-number'
import { isSame, StoredCounted } from '../counters'
import { countOrder } from './count-order'
import { countingOf } from './figure-store'
import { repairsPk, StoredRepair } from './store'

const monthsBack = 2
const atOnce = 50

/** Each night: every order of this month and the two before it stands in the counters as it is, or is counted again. */
export async function checkCounted(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [])
  let cursor: string | undefined
  do {
    const page = await pageOfCommunities(system, cursor)
    for (const { communityId } of page.items) await checkCommunity(deps, communityId)
    cursor = page.cursor
  } while (cursor !== undefined)
}

/** How many were counted again. */
export async function checkCommunity(deps: Deps, communityId: string): Promise<number> {
  const ctx = communityContext(deps, communityId)
  const since = instantAt(monthStart(addMonths(ctx.today(), -monthsBack)), '00:00')
  const between: [string, string] = [firstIdAt(since), '~']
  let [cursor, again]: [string | undefined, number] = [undefined, 0]
  do {
    const page: { items: StoredRepair[]; cursor?: string } = await ctx.db.query({
      pk: repairsPk(communityId),
      between,
      schema: StoredRepair,
      limit: atOnce,
      cursor,
    })
    const known = await ctx.db.getMany(
      page.items.map(repair => countingOf(repair).counted),
      StoredCounted,
    )
    for (const [i, repair] of page.items.entries()) {
      if (isSame(countersOf(repair), known[i]?.counters ?? {})) continue
      await countOrder(deps, repair)
      again++
    }
    cursor = page.cursor
  } while (cursor !== undefined)
  if (again > 0) deps.log.warn('repairs.counted_again', { communityId, orders: again })
  return again
}
