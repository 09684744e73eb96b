import type { NoticeScope } from '@linli/shared/notices/schema'
import { countRoomsInUnits, listBuildings } from '../communities/buildings'
import { listRooms } from '../communities/rooms'
import type { Context } from '../context'

/** A home has few people: a page of so many homes is at most 100 of them, but for the odd one. */
const homesAtOnce = 30

function prefixesOf(scope: NoticeScope): (string | undefined)[] {
  switch (scope.kind) {
    case 'community':
      return [undefined]
    case 'buildings':
      return scope.buildings.map(building => `${building}-`)
    case 'units':
      return scope.units.map(({ building, unit }) => `${building}-${unit}-`)
  }
}

type Rooms = Awaited<ReturnType<typeof listRooms>>['items']

/**
 * A page of the homes of a scope, in the order of its buildings or units and of their codes; `after` is what the page
 * before answered as `next`. Eventually consistent, as rooms' lists are.
 */
export async function homesInScope(
  ctx: Context,
  communityId: string,
  scope: NoticeScope,
  after = '0|',
): Promise<{ rooms: Rooms; next?: string }> {
  const prefixes = prefixesOf(scope)
  const part = Number(after.slice(0, after.indexOf('|')))
  const cursor = after.slice(after.indexOf('|') + 1) || undefined
  const page = await listRooms(ctx, communityId, { prefix: prefixes[part], limit: homesAtOnce, cursor })
  const next = page.cursor === undefined ? part + 1 : part
  return { rooms: page.items, ...(next < prefixes.length && { next: `${next}|${page.cursor ?? ''}` }) }
}

/** How many homes a scope has; undefined where that takes more than a look. */
export async function homesInAll(ctx: Context, communityId: string, scope: NoticeScope): Promise<number | undefined> {
  if (scope.kind === 'units') return (await countRoomsInUnits(ctx, communityId, scope.units)) || undefined
  const { items, cursor } = await listBuildings(ctx, communityId, { limit: 100 })
  if (cursor !== undefined) return undefined
  const meant = items.filter(({ building }) => scope.kind === 'community' || scope.buildings.includes(building))
  return meant.reduce((sum, { rooms }) => sum + rooms, 0)
}
