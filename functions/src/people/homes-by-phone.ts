import { type Context, reaching } from '../context'
import { queryAll } from '../query-all'
import { anyCompany, PhoneHome, phoneHomesPk } from './store'

export type HomeOfNumber = PhoneHome

/** Homes of today, over all communities, of somebody with this number and such a name. One consistent read a hash key. */
export async function homesByPhone(
  ctx: Context,
  phone: string,
  isMeant: (name: string) => boolean,
): Promise<HomeOfNumber[]> {
  const { db } = reaching(ctx, 'G#phone#')
  const hashes = ctx.deps.secrets.hashes(phone, anyCompany)
  const found = await Promise.all(hashes.map(hash => queryAll(db, { pk: phoneHomesPk(hash), schema: PhoneHome }, 50)))
  const today = ctx.today()
  const homes = found
    .flat()
    .filter(home => home.from <= today && (home.to === undefined || today <= home.to))
    .filter(home => isMeant(home.name))
  return [...new Map(homes.map(home => [home.occupancyId, home])).values()]
}
