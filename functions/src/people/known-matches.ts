import { type MatchPerson, matchPeople, type PeopleMatch } from '@linli/shared/imports/people-match'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { loadPersons } from './person'
import { fieldOf, type PersonInput, phoneOf } from './resolve-persons'
import { idNumberKey, Lookup, phoneBegin, phoneLookupPk, type StoredPerson } from './store'

/** Somebody of the company who is probably meant, and what differs. */
export type KnownMatch = PeopleMatch & { known: StoredPerson }

const mostNamesakes = 10

/**
 * Whom of the company's people these may be, by ID number, and by phone and surname too where `byPhone` says that it
 * may be worth it: that asks once for each phone. For a person to look at: `resolvePersons` decides alone. Needs the company's reach.
 */
export async function knownMatches(
  ctx: Context,
  companyId: string,
  inputs: PersonInput[],
  { byPhone }: { byPhone: (phone: string) => boolean },
): Promise<KnownMatch[][]> {
  const { hashes, open } = ctx.deps.secrets
  const ids = inputs.map(({ idNumber }) =>
    idNumber === undefined ? [] : hashes(idNumber, companyId).map(hash => idNumberKey(companyId, hash)),
  )
  const [byId, byNumber] = await Promise.all([
    ctx.db.getMany(ids.flat(), Lookup),
    Promise.all(inputs.map(({ phone }) => namesakes(phone))),
  ])
  const found = [...byId, ...byNumber.flat()].flatMap(lookup => (lookup ? [lookup.personId] : []))
  const persons = (await loadPersons(ctx, companyId, [...new Set(found)])).filter(person => person !== undefined)
  const known = new Map(persons.map(person => [person.personId, person]))
  const all = persons.map((person): MatchPerson => {
    const { idNumberSealed, personId } = person
    const idNumber = idNumberSealed && open(idNumberSealed, fieldOf(personId))
    return asMatch(personId, { ...person, phone: phoneOf(ctx, person), idNumber })
  })
  return inputs.map((input, i) =>
    matchPeople([asMatch(String(i), input)], all).flatMap(match => {
      const person = known.get(match.other)
      return person ? [{ ...match, known: person }] : []
    }),
  )

  async function namesakes(phone: string | undefined) {
    if (phone === undefined || !byPhone(phone)) return []
    const pages = hashes(phone, companyId).map(hash =>
      queryAll(ctx.db, { pk: phoneLookupPk(companyId, hash), begins: phoneBegin, schema: Lookup }, mostNamesakes),
    )
    return (await Promise.all(pages)).flat()
  }
}

const asMatch = (ref: string, { name, kind, phone, idNumber }: PersonInput): MatchPerson => ({
  ref,
  name,
  kind,
  phones: phone === undefined ? [] : [phone],
  idNumbers: idNumber === undefined ? [] : [idNumber],
  rooms: [],
})
