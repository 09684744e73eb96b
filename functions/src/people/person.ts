import { AppError } from '@linli/shared/errors'
import type { Person } from '@linli/shared/people/schema'
import * as z from 'zod'
import type { Context } from '../context'
import type { Write } from '../db-write'
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

/** A person with their places, of every community of the company, in one consistent read: the first 200 places. */
export async function loadPersonAndPlaces(
  ctx: Context,
  companyId: string,
  personId: string,
): Promise<{ person: StoredPerson; places: Place[] }> {
  const { pk } = personKey(companyId, personId)
  const items = await queryAll(ctx.db, { pk, schema: z.looseObject({ sk: z.string() }), newestFirst: true }, 201)
  const head = items.find(item => item.sk === 'person')
  if (!head) throw new AppError('record.not_found')
  const places = items.filter(item => item.sk.startsWith(placesBegin)).map(item => Place.parse(item))
  return { person: StoredPerson.parse(head), places }
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
