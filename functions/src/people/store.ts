import { OccupancyRole } from '@linli/shared/communities/schema'
import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import { Person } from '@linli/shared/people/schema'
import * as z from 'zod'
import type { Item, Key } from '../db'

/** A person as kept, once per company: phone and ID number sealed, and the accounts that act for them. */
export const StoredPerson = Person.omit({ bound: true }).extend({
  companyId: Id,
  phoneSealed: z.string().optional(),
  idNumberSealed: z.string().optional(),
  emailSealed: z.string().optional(),
  accounts: z.array(Id),
})
export type StoredPerson = z.infer<typeof StoredPerson>

/** Where a person lives or owns: one item an occupancy, beside the person and in the community's list by name. */
export const Place = z.object({
  personId: Id,
  companyId: Id,
  communityId: z.string(),
  roomId: Id,
  occupancyId: Id,
  code: z.string(),
  role: OccupancyRole,
  from: z.string(),
  to: z.string().optional(),
  /** Removed by an owner: over before the end of its last day. */
  removed: z.boolean().optional(),
  name: z.string(),
  kind: Person.shape.kind,
  phoneMasked: z.string().optional(),
  /** Under which hash the person's number leads here; absent when there is no way by number. */
  phoneHash: z.string().optional(),
  /** The person's version that name and phone are of. */
  personVersion: z.number().int(),
})
export type Place = z.infer<typeof Place>

/** What a verified phone number leads to, over all communities: hashed with no company, because a resident does not know one. */
export const PhoneHome = Place.omit({ kind: true, phoneMasked: true, phoneHash: true, personVersion: true })
export type PhoneHome = z.infer<typeof PhoneHome>

const personPk = (companyId: string, personId: string) => `M#${companyId}#person#${personId}`
export const personKey = (companyId: string, personId: string): Key => ({
  pk: personPk(companyId, personId),
  sk: personSk,
})
/** Every person's own item, beside their places. */
export const personSk = 'person'
export const placesBegin = 'at#'
export const placeKey = (
  place: Pick<Place, 'companyId' | 'personId' | 'communityId' | 'roomId' | 'occupancyId'>,
): Key => ({
  pk: personPk(place.companyId, place.personId),
  sk: `${placesBegin}${place.communityId}#${place.roomId}#${place.occupancyId}`,
})
export const peopleByName = (communityId: string) => `C#${communityId}#people-by-name`

export const personItem = (person: StoredPerson): Item => ({
  ...personKey(person.companyId, person.personId),
  ...person,
})
export const placeItem = (place: Place): Item => ({
  ...placeKey(place),
  ...place,
  gs1pk: peopleByName(place.communityId),
  gs1sk: `${place.name}#${place.personId}#${sortCode(place.code)}`,
})

export const Lookup = z.object({ personId: Id, sk: z.string() })
const lookupPk = (companyId: string, hash: string) => `M#${companyId}#lookup#${hash}`
export const idNumberKey = (companyId: string, hash: string): Key => ({ pk: lookupPk(companyId, hash), sk: 'idNumber' })
export const phoneLookupPk = lookupPk
export const phoneBegin = 'phone#'
export const phoneKey = (companyId: string, hash: string, name: string): Key => ({
  pk: lookupPk(companyId, hash),
  sk: `${phoneBegin}${name}`,
})
/** Somebody else has this number and this very name: found by number, never taken for the first. */
export const namesakeKey = (companyId: string, hash: string, name: string, personId: string): Key => ({
  pk: lookupPk(companyId, hash),
  sk: `${phoneBegin}${name}#${personId}`,
})
export const organisationKey = (companyId: string, hash: string): Key => ({
  pk: lookupPk(companyId, hash),
  sk: 'organisation',
})

/** The fixed owner of hashes that are not bound to a company. */
export const anyCompany = 'all'
export const phoneHomesPk = (hash: string) => `G#phone#${hash}`
export const phoneHomeKey = (hash: string, home: Pick<PhoneHome, 'communityId' | 'roomId' | 'occupancyId'>): Key => ({
  pk: phoneHomesPk(hash),
  sk: `${home.communityId}#${home.roomId}#${home.occupancyId}`,
})
