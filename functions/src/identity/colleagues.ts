import { Id } from '@linli/shared/ids'
import type { OfficeRole } from '@linli/shared/permissions'
import * as z from 'zod'
import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import { StaffGrants } from '../session'
import { staffGrantsKey } from './store'

const pk = (communityId: string) => `C#${communityId}#colleagues`
const Pointer = z.object({ sk: Id })

/** That somebody has, or had, a role here: written with the role. */
export const colleagueItem = (communityId: string, personId: string): Write => ({
  put: { pk: pk(communityId), sk: personId },
})

type Colleague = { personId: string; name: string; roles: OfficeRole[] }

/** Everybody who has a role here now: two reads a page. */
export async function colleaguesOf(
  ctx: Context,
  { communityId, ...page }: { communityId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: Colleague[]; cursor?: string }> {
  const found = await ctx.db.query({ pk: pk(communityId), schema: Pointer, ...page })
  const people = found.items.map(({ sk }) => sk)
  const wide = reaching(ctx, ...people.map(personId => `P#${personId}#`))
  const grants = await wide.db.getMany(people.map(staffGrantsKey), StaffGrants)
  const items = people.flatMap((personId, i) => {
    const roles = (grants[i]?.roles ?? []).filter(each => each.communityId === communityId).map(({ role }) => role)
    return roles.length > 0 ? [{ personId, name: grants[i]?.name ?? '', roles }] : []
  })
  return { ...found, items }
}
