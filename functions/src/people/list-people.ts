import type { CommunityPerson } from '@linli/shared/people/schema'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { companyOf, firstPlaces } from './person'
import { roomOfPlace } from './person-here'
import { Lookup, peopleByName, phoneBegin, phoneLookupPk, Place } from './store'

export type ListPeopleInput = {
  communityId: string
  name?: string | undefined
  phone?: string | undefined
  limit: number
  cursor?: string | undefined
}
type People = { items: CommunityPerson[]; cursor?: string }

/**
 * People of a community by name, or those with a phone number. A page holds `limit` places: somebody whose rooms lie
 * on both sides of its end stands on both pages. Eventually consistent by name.
 */
export function listPeople(ctx: Context, input: ListPeopleInput): Promise<People> {
  return input.phone === undefined ? byName(ctx, input) : byPhone(ctx, input.communityId, input.phone)
}

async function byName(ctx: Context, { communityId, name, limit, cursor }: ListPeopleInput): Promise<People> {
  const found = await ctx.db.query({
    index: 'gs1',
    pk: peopleByName(communityId),
    ...(name && { begins: name }),
    schema: Place,
    limit,
    cursor,
  })
  return { items: grouped(ctx, found.items), ...(found.cursor && { cursor: found.cursor }) }
}

/** A number belongs to few people: at most 5 are looked at, with their first 200 places here. */
async function byPhone(ctx: Context, communityId: string, phone: string): Promise<People> {
  const companyId = companyOf(ctx, communityId)
  const ids = await personIdsByPhone(ctx, companyId, phone)
  const places = await Promise.all(
    ids.slice(0, 5).map(personId => firstPlaces(ctx, { companyId, personId, communityId }, 200)),
  )
  return { items: grouped(ctx, places.flat()) }
}

async function personIdsByPhone(ctx: Context, companyId: string, phone: string): Promise<string[]> {
  const pages = await Promise.all(
    ctx.deps.secrets
      .hashes(phone, companyId)
      .map(hash => queryAll(ctx.db, { pk: phoneLookupPk(companyId, hash), begins: phoneBegin, schema: Lookup }, 20)),
  )
  return [...new Set(pages.flat().map(item => item.personId))]
}

function grouped(ctx: Context, places: Place[]): CommunityPerson[] {
  const people = new Map<string, CommunityPerson>()
  for (const place of places) {
    const { personId, name, kind, phoneMasked } = place
    const person = people.get(personId) ?? { personId, name, kind, phoneMasked, rooms: [] }
    person.rooms.push(roomOfPlace(place, ctx.today()))
    people.set(personId, person)
  }
  return [...people.values()]
}
