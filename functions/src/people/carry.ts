import { Person } from '@linli/shared/people/schema'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item } from '../db'
import { type Part, part, pieces, type Target } from '../exports/part'
import { phoneHomeItems, placeOf, type RoomWithOccupancies } from './move-in'
import { loadPersons } from './person'
import { emailOf, fieldOf, lookupKeys, phoneOf, sealedEmail, sealedIdNumber, sealedPhone } from './resolve-persons'
import { Lookup, personItem, type Place, placeItem, type StoredPerson } from './store'

/** A person on the way: the numbers in full, because the next system seals them under its own keys. */
const CarriedPerson = Person.pick({ personId: true, kind: true, name: true, version: true }).extend({
  phone: z.string().optional(),
  idNumber: z.string().optional(),
  email: z.string().optional(),
})
type CarriedPerson = z.infer<typeof CarriedPerson>

/** Everybody whom a room, a bill or another record names. The archive around it is encrypted. */
export const peoplePart: Part = part({
  name: 'people',
  record: CarriedPerson,
  async *read({ ctx, companyId, seen }) {
    for (const ids of pieces([...seen.people], 100)) {
      const persons = await loadPersons(ctx, companyId, ids)
      yield persons.flatMap(person => (person ? [leaving(ctx, person)] : []))
    }
  },
  items: arriving,
})

function leaving(ctx: Context, person: StoredPerson): CarriedPerson {
  const { personId, kind, name, version, idNumberSealed } = person
  const phone = phoneOf(ctx, person)
  const idNumber = idNumberSealed && ctx.deps.secrets.open(idNumberSealed, fieldOf(personId))
  const email = emailOf(ctx, person)
  return {
    personId,
    kind,
    name,
    version,
    ...(phone && { phone }),
    ...(idNumber && { idNumber }),
    ...(email && { email }),
  }
}

/** A person whom this company knows already stays as they are here. */
async function arriving({ ctx, companyId }: Target, records: CarriedPerson[]): Promise<Item[]> {
  const items: Item[] = []
  for (const some of pieces(records, 30)) {
    const known = await loadPersons(
      ctx,
      companyId,
      some.map(({ personId }) => personId),
    )
    const fresh = some.filter((_, i) => known[i] === undefined)
    const wanted = fresh.map(({ phone, idNumber, email: _none, ...person }) =>
      lookupKeys(ctx, { ...person, companyId }, { phone, idNumber }, () => false),
    )
    const taken = await ctx.db.getMany(wanted.flat(), Lookup)
    const owners = new Map(wanted.flat().map((key, i) => [`${key.pk}|${key.sk}`, taken[i]?.personId]))
    for (const { phone, idNumber, email, ...person } of fresh) {
      const { personId } = person
      const stored = {
        ...person,
        companyId,
        accounts: [],
        ...sealedPhone(ctx, personId, phone),
        ...sealedIdNumber(ctx, personId, idNumber),
        ...sealedEmail(ctx, personId, email),
      }
      // Of two with one number and name the first is found by it, the other beside them; an identity number is one person's.
      const keys = lookupKeys(
        ctx,
        stored,
        { phone, idNumber },
        key => (owners.get(`${key.pk}|${key.sk}`) ?? personId) !== personId,
      )
      const free = keys.filter(key => (owners.get(`${key.pk}|${key.sk}`) ?? personId) === personId)
      for (const key of free) owners.set(`${key.pk}|${key.sk}`, personId)
      items.push(personItem(stored), ...free.map(key => ({ ...key, personId })))
    }
  }
  return items
}

type Room = Pick<RoomWithOccupancies, 'communityId' | 'roomId' | 'code' | 'occupancies'>

/** Where the people of these rooms live: beside each person, in the community's list, and behind their numbers. */
export async function placeItemsOf(ctx: Context, companyId: string, rooms: readonly Room[]): Promise<Item[]> {
  const ids = [...new Set(rooms.flatMap(room => room.occupancies.map(({ personId }) => personId)))]
  const found = await Promise.all(pieces(ids, 100).map(some => loadPersons(ctx, companyId, some)))
  const persons = new Map(found.flat().flatMap(person => (person ? [[person.personId, person] as const] : [])))
  return rooms.flatMap(room =>
    room.occupancies.flatMap(occupancy => {
      const person = persons.get(occupancy.personId)
      if (!person) return []
      const { occupancyId, role, from, to, removedAt } = occupancy
      const gone = removedAt !== undefined || (to !== undefined && to < ctx.today())
      const place: Place = {
        ...placeOf(ctx, person, role),
        communityId: room.communityId,
        roomId: room.roomId,
        occupancyId,
        code: room.code,
        role,
        from,
        ...(to !== undefined && { to }),
        ...(removedAt !== undefined && { removed: true }),
        ...(gone && { phoneHash: undefined }),
      }
      return [placeItem(place), ...phoneHomeItems(place).flatMap(write => ('put' in write ? [write.put] : []))]
    }),
  )
}
