import type { Context } from '../context'
import { firstPlaces } from '../people/person'
import { personOfKey, placeKey } from '../people/store'
import type { Entry } from './manifest'
import { textOfKey } from './merge-writes'
import { keyOf } from './still-ours'

/** Somebody with more places than these has one elsewhere. */
const mostPlaces = 60

/** The persons that these entries made, with the places that the entries do not hold: they are registered elsewhere too. */
export async function registeredElsewhere(
  ctx: Context,
  companyId: string,
  entries: Entry[],
): Promise<{ personId: string; places: string[] }[]> {
  const written = entries.flatMap(entry => entry.written)
  const own = new Set(written.map(each => textOfKey(keyOf(each))))
  const made = written.flatMap(each => (each.before ? [] : (personOfKey(keyOf(each)) ?? [])))
  const elsewhere = await Promise.all(
    made.map(async personId => {
      const all = await firstPlaces(ctx, { companyId, personId }, mostPlaces)
      const places = all.map(place => textOfKey(placeKey(place))).filter(place => !own.has(place))
      return places.length > 0 ? [{ personId, places }] : []
    }),
  )
  return elsewhere.flat()
}

/** Whether nobody that these entries made is registered elsewhere. */
export const homeless = async (ctx: Context, companyId: string, entries: Entry[]): Promise<boolean> =>
  (await registeredElsewhere(ctx, companyId, entries)).length === 0
