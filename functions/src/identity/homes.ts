import { mayOpenBills } from '../access'
import { type Context, type GrantedHome, reaching } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { AccountGrants } from '../session'

type RoomState = { occupancies: OccupancyState[] }
type OccupancyState = {
  occupancyId: string
  personName: string
  to?: string | undefined
  removedAt?: string | undefined
  seesBills?: boolean | undefined
  accounts?: string[] | undefined
}

export const grantsKey = (accountId: string): Key => ({ pk: `A#${accountId}#`, sk: 'grants' })

/**
 * What a change of rooms' occupancies means for the homes of the accounts bound to them: conditioned writes of their
 * grants, for the same transaction, so that an end of access is immediate. `owners` are the accounts that they reach.
 */
export async function homesChangedItems(
  ctx: Context,
  rooms: { before: RoomState; after: OccupancyState[] }[],
): Promise<{ writes: Write[]; owners: string[] }> {
  const bound = rooms.flatMap(({ before, after }) =>
    before.occupancies.flatMap(occupancy => {
      const next = after.find(each => each.occupancyId === occupancy.occupancyId)
      return next && next !== occupancy ? (occupancy.accounts ?? []).map(accountId => ({ accountId, next })) : []
    }),
  )
  const accountIds = [...new Set(bound.map(each => each.accountId))]
  const owners = accountIds.map(id => `A#${id}#`)
  const found = await reaching(ctx, ...owners).db.getMany(accountIds.map(grantsKey), AccountGrants)
  const writes = accountIds.flatMap((accountId, i): Write[] => {
    const grants = found[i]
    const changes = bound.filter(each => each.accountId === accountId).map(each => each.next)
    return grants ? [grantsWrite(accountId, grants.version, homesAfter(grants.homes, changes))] : []
  })
  return { writes, owners }
}

/** An account's grants, replaced; fails when somebody else changed them meanwhile. */
export const grantsWrite = (accountId: string, version: number, homes: GrantedHome[]): Write => ({
  put: { ...grantsKey(accountId), homes, version: version + 1 },
  if: { version },
})

function homesAfter(homes: GrantedHome[], changes: OccupancyState[]): GrantedHome[] {
  return homes.flatMap(home => {
    const change = changes.find(each => each.occupancyId === home.occupancyId)
    if (!change) return [home]
    if (change.removedAt !== undefined) return []
    const seesBills = mayOpenBills({ role: home.role, seesBills: change.seesBills })
    return [{ ...home, to: change.to, personName: change.personName, seesBills }]
  })
}
