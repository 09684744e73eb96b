import { AppError } from '@linli/shared/errors'
import type { Person } from '@linli/shared/people/schema'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { getReadable } from '../get-readable'
import { queryAll } from '../query-all'
import { Place, personItem, personKey, placesBegin, StoredPerson } from './store'

/** The person as the office sees them: masked numbers, no keys. */
export const publicPerson = (person: StoredPerson): Person => ({ ...person, bound: person.accounts.length > 0 })

/** The person, read consistently; needs the company's reach. Throws record.not_found. */
export async function loadPerson(ctx: Context, companyId: string, personId: string): Promise<StoredPerson> {
  const person = await ctx.db.get(personKey(companyId, personId), StoredPerson)
  if (!person) throw new AppError('record.not_found')
  return person
}

/** Up to 100 persons of one company in one consistent read. */
export const loadPersons = (
  ctx: Context,
  companyId: string,
  personIds: string[],
): Promise<(StoredPerson | undefined)[]> =>
  ctx.db.getMany(
    personIds.map(personId => personKey(companyId, personId)),
    StoredPerson,
  )

/** The same of those that can be read: one that is broken stops nothing for the others. */
export const readablePersons = (
  ctx: Context,
  companyId: string,
  personIds: string[],
): Promise<(StoredPerson | undefined)[]> =>
  getReadable(
    ctx,
    personIds.map(personId => personKey(companyId, personId)),
    StoredPerson,
  )

/** A person's places, of one community or of all of the company, read consistently. */
const placesQuery = (companyId: string, personId: string, communityId?: string) => ({
  pk: personKey(companyId, personId).pk,
  begins: communityId === undefined ? placesBegin : `${placesBegin}${communityId}#`,
  schema: Place,
})

/** The first `most` of them. */
export const firstPlaces = (
  ctx: Context,
  who: { companyId: string; personId: string; communityId?: string },
  most: number,
): Promise<Place[]> => queryAll(ctx.db, placesQuery(who.companyId, who.personId, who.communityId), most)

/** A page of them; only one that has a cursor may be empty, and none is while there are more. */
export async function placesPage(
  ctx: Context,
  who: { companyId: string; personId: string; communityId: string },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Place[]; cursor?: string }> {
  const query = placesQuery(who.companyId, who.personId, who.communityId)
  let page = await ctx.db.query({ ...query, limit, cursor })
  while (page.items.length === 0 && page.cursor !== undefined)
    page = await ctx.db.query({ ...query, limit, cursor: page.cursor })
  return page
}

/** All of them, page by page: a company that owns a whole estate is one person. */
export async function* allPlaces(ctx: Context, companyId: string, personId: string): AsyncGenerator<Place[]> {
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({ ...placesQuery(companyId, personId), limit: 200, cursor })
    yield page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}

/** A person whom nobody else has changed since they were read. */
export function personWrite(
  person: StoredPerson,
  change: Partial<StoredPerson>,
): { person: StoredPerson; write: Write } {
  const next = { ...person, ...change, version: person.version + 1 }
  return { person: next, write: { put: personItem(next), if: { version: person.version } } }
}

/** The company that an office person acts for in a community; for others the caller must know it. */
export function companyOf(ctx: Context, communityId: string): string {
  const { actor } = ctx
  const found =
    actor.kind === 'staff'
      ? actor.grants.find(grant => grant.communityId === communityId)
      : actor.kind === 'account'
        ? actor.homes.find(home => home.communityId === communityId)
        : undefined
  if (!found) throw new AppError('access.forbidden')
  return found.companyId
}
