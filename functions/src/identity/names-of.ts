import { type Context, reaching } from '../context'
import { AccountGrants, StaffGrants } from '../session'
import { grantsKey } from './homes'
import { staffGrantsKey } from './store'

/** By account: what its owner is called in this community's register; up to 100, without those who have no home here. */
export async function accountNames(
  ctx: Context,
  communityId: string,
  accountIds: string[],
): Promise<Map<string, string>> {
  const wide = reaching(ctx, ...accountIds.map(id => `A#${id}#`))
  const found = await wide.db.getMany(accountIds.map(grantsKey), AccountGrants)
  return new Map(
    accountIds.flatMap((id, i) => {
      const home = found[i]?.homes.find(each => each.communityId === communityId)
      return home ? [[id, home.personName] as const] : []
    }),
  )
}

/** By office person: the name; up to 100. */
export async function staffNames(ctx: Context, personIds: string[]): Promise<Map<string, string>> {
  const wide = reaching(ctx, ...personIds.map(id => `P#${id}#`))
  const found = await wide.db.getMany(personIds.map(staffGrantsKey), StaffGrants)
  return new Map(personIds.flatMap((id, i) => (found[i] ? [[id, found[i].name] as const] : [])))
}
