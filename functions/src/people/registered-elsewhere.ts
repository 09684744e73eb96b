import type { Context } from '../context'
import type { Key } from '../db'
import { firstPlaces } from './person'
import { personSk, placeKey } from './store'

/** Somebody with more places than these has one elsewhere. */
const mostPlaces = 60

/** Whose item this is; undefined for any other item. */
export const personOfKey = ({ pk, sk }: Key): string | undefined => (sk === personSk ? pk.split('#')[3] : undefined)

/** The persons among `made` who have places that are none of `own`, with these: they are registered elsewhere too. */
export async function registeredElsewhere(
  ctx: Context,
  companyId: string,
  made: Key[],
  own: Key[],
): Promise<{ personId: string; places: string[] }[]> {
  const known = new Set(own.map(textOf))
  const elsewhere = await Promise.all(
    made.flatMap(key => {
      const personId = personOfKey(key)
      return personId === undefined ? [] : [foreignPlaces(ctx, companyId, personId, known)]
    }),
  )
  return elsewhere.filter(({ places }) => places.length > 0)
}

async function foreignPlaces(ctx: Context, companyId: string, personId: string, known: ReadonlySet<string>) {
  const all = await firstPlaces(ctx, { companyId, personId }, mostPlaces)
  return { personId, places: all.map(place => textOf(placeKey(place))).filter(place => !known.has(place)) }
}

const textOf = ({ pk, sk }: Key) => `${pk}|${sk}`
