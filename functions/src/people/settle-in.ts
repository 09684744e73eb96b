import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import { phoneHomeItems, placeOf } from './move-in'
import { firstPlaces } from './person'
import { type PersonInput, type ResolvedPerson, resolvePersons } from './resolve-persons'
import { personKey, type Place, placeItem } from './store'

type At = { companyId: string; communityId: string }
/** More places than these are not carried along in one transaction: such a person stays as known. */
const mostPlaces = 4

/**
 * As `resolvePersons`, for writes that must be taken back exactly: whatever follows from completing a known person is in
 * the writes, and nothing is left to a job. Inputs that are one person complete each other. Somebody known without
 * anything to write must still be there when the transaction commits.
 */
export async function settlePersons(ctx: Context, at: At, inputs: PersonInput[]): Promise<ResolvedPerson[]> {
  const resolved = await resolvePersons(ctx, at, together(inputs))
  const written = new Set<string>()
  return Promise.all(
    resolved.map(async each => {
      const { person, writes } = each
      if (writes.length > 0) written.add(person.personId)
      if (each.before) return completedHere(ctx, at, each)
      if (written.has(person.personId)) return each
      const key = personKey(at.companyId, person.personId)
      return { person, writes: [{ check: key, if: { personId: person.personId } }] }
    }),
  )
}

/** The same phone and name, the same ID number, an organisation's name: what one input lacks another has. */
function together(inputs: PersonInput[]): PersonInput[] {
  const organisations = new Map<string, Pick<PersonInput, 'phone' | 'idNumber'>>()
  const phones = new Map<string, string>()
  const ids = new Map<string, string>()
  for (const { name, kind, phone, idNumber } of inputs) {
    if (kind === 'organisation') {
      const known = organisations.get(name)
      organisations.set(name, { phone: known?.phone ?? phone, idNumber: known?.idNumber ?? idNumber })
    }
    if (phone === undefined || idNumber === undefined) continue
    const byPhone = `${name}#${phone}`
    // Two ID numbers with one phone and name are two people: neither lends the other anything.
    ids.set(byPhone, ids.has(byPhone) && ids.get(byPhone) !== idNumber ? '' : idNumber)
    if (!phones.has(idNumber)) phones.set(idNumber, phone)
  }
  return inputs.map(input => {
    const organisation = input.kind === 'organisation' ? organisations.get(input.name) : undefined
    const byPhone = input.phone === undefined ? undefined : ids.get(`${input.name}#${input.phone}`)
    return {
      ...input,
      phone: input.phone ?? organisation?.phone ?? (input.idNumber && phones.get(input.idNumber)),
      idNumber: input.idNumber ?? organisation?.idNumber ?? (byPhone || undefined),
    }
  })
}

async function completedHere(ctx: Context, at: At, resolved: ResolvedPerson): Promise<ResolvedPerson> {
  const { person, before = person } = resolved
  const places = await firstPlaces(ctx, { companyId: at.companyId, personId: person.personId }, mostPlaces + 1)
  const isHere = places.length <= mostPlaces && places.every(place => place.communityId === at.communityId)
  if (!isHere)
    return {
      person: before,
      writes: [{ check: personKey(at.companyId, person.personId), if: { personId: person.personId } }],
    }
  const own = resolved.writes.filter(write => !('put' in write && write.put.pk.startsWith('G#outbox#')))
  return { person, writes: [...own, ...places.flatMap(place => placeFollows(ctx, place, resolved))] }
}

/** A place with the number that its person now has; only a number that was not there before can come. */
function placeFollows(ctx: Context, place: Place, { person }: ResolvedPerson): Write[] {
  const hasEnded = place.removed || (place.to !== undefined && place.to < ctx.today())
  const next: Place = { ...place, ...placeOf(ctx, person, place.role), ...(hasEnded && { phoneHash: undefined }) }
  const homes = place.phoneHash === next.phoneHash ? [] : phoneHomeItems(next)
  return [
    { put: placeItem(next), if: { personVersion: place.personVersion } },
    ...homes.map(write => ({ ...write, ifAbsent: true })),
  ]
}

/** What a caller of `settlePersons` must reach beside the community. */
export const settlingReach = (ctx: Context, companyId: string): Context => reaching(ctx, `M#${companyId}#`, 'G#phone#')
