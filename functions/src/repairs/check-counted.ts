import { CommunityId, Id } from '@linli/shared/ids'
import { countersOf } from '@linli/shared/repairs/figures'
import { addMonths, instantAt, monthStart } from '@linli/shared/time'
import * as z from 'zod'
import { pageOfCommunities } from '../communities/community'
import { communityContext, type Deps, makeContext } from '../context'
import { outboxItem } from '../outbox'
import { firstIdAt } from '../record-number'
import { isSame, StoredCounted } from '../counters'
import { countOrder } from './count-order'
import { countingOf } from './figure-store'
import { repairsPk, StoredRepair } from './store'

/** `after`: the last order that was looked at. */
export const CheckCountedBody = z.object({ communityId: CommunityId, after: Id.optional() })
type Part = z.output<typeof CheckCountedBody>

const monthsBack = 2
const atOnce = 50
const mostOfOne = 500

/** Each night: every order of this month and the two before it stands in the counters as it is, or is counted again. */
export async function checkCounted(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [])
  let cursor: string | undefined
  do {
    const page = await pageOfCommunities(system, cursor)
    for (const { communityId } of page.items) await send(deps, { communityId })
    cursor = page.cursor
  } while (cursor !== undefined)
}

/** Some hundred orders of a community, then another message looks at what comes after them. How many were counted again. */
export async function checkCommunity(deps: Deps, { communityId, after }: Part, most = mostOfOne): Promise<number> {
  const ctx = communityContext(deps, communityId)
  const since = after ? `${after}!` : firstIdAt(instantAt(monthStart(addMonths(ctx.today(), -monthsBack)), '00:00'))
  const between: [string, string] = [since, '~']
  let [cursor, again, looked]: [string | undefined, number, number] = [undefined, 0, 0]
  do {
    const page: { items: StoredRepair[]; cursor?: string } = await ctx.db.query({
      pk: repairsPk(communityId),
      between,
      schema: StoredRepair,
      limit: Math.min(atOnce, most),
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
    looked += page.items.length
    cursor = page.cursor
    const last = page.items.at(-1)
    if (cursor !== undefined && last && looked >= most) {
      await send(deps, { communityId, after: last.repairId })
      break
    }
  } while (cursor !== undefined)
  if (again > 0) deps.log.warn('repairs.counted_again', { communityId, orders: again })
  return again
}

/** Sent twice, the orders are looked at twice. */
async function send(deps: Deps, part: Part): Promise<void> {
  const ctx = communityContext(deps, part.communityId)
  const item = outboxItem(ctx, 'jobs', { type: 'repairs.check_counted', ...part })
  await ctx.db.transact([item], { pk: repairsPk(part.communityId), sk: 'check-sent' })
}
