import { surnameMatches } from '@linli/shared/people/schema'
import { type Context, reaching } from '../context'
import { queryAll } from '../query-all'
import { anyCompany, PhoneHome, phoneHomesPk } from './store'

/** Homes of today, over all communities, of somebody with this number and this surname. One consistent read a hash key. */
export async function homesByPhone(ctx: Context, phone: string, surname: string): Promise<PhoneHome[]> {
  const { db } = reaching(ctx, 'G#phone#')
  const hashes = ctx.deps.secrets.hashes(phone, anyCompany)
  const found = await Promise.all(hashes.map(hash => queryAll(db, { pk: phoneHomesPk(hash), schema: PhoneHome }, 50)))
  const today = ctx.today()
  const homes = found
    .flat()
    .filter(home => home.from <= today && (home.to === undefined || today <= home.to))
    .filter(home => surnameMatches(home.name, surname))
  return [...new Map(homes.map(home => [home.occupancyId, home])).values()]
}
