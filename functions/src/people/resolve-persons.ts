import { AppError } from '@linli/shared/errors'
import { maskEmail, maskIdNumber, maskPhone, type Person } from '@linli/shared/people/schema'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { loadPersons, personWrite } from './person'
import { idNumberKey, Lookup, namesakeKey, organisationKey, personItem, phoneKey, type StoredPerson } from './store'

export type PersonInput = Pick<Person, 'name' | 'kind'> & { phone?: string | undefined; idNumber?: string | undefined }
/** The company that knows the person, and the community where the question comes up. */
type At = { companyId: string; communityId: string }
/** Who is meant, and the conditioned writes that make or complete them: none when they are known already. `before`: as they are kept. */
export type ResolvedPerson = { person: StoredPerson; writes: Write[]; before?: StoredPerson }

/** One person; see `resolvePersons`. */
export async function resolvePerson(ctx: Context, at: At, input: PersonInput): Promise<ResolvedPerson> {
  const [resolved] = await resolvePersons(ctx, at, [input])
  if (!resolved) throw new AppError('record.not_found')
  return resolved
}

/**
 * Finds persons or prepares new ones, once per company: the same ID number, or else the same phone and name, is the
 * same person; an organisation without a number is the same by its name. What a known person lacks is filled in,
 * what they have is never overwritten. Two equal inputs share one answer, whose writes appear only with the first.
 * At most two reads for up to 20 inputs. The lookups are unique keys: of two at once one loses and reads again.
 */
export async function resolvePersons(ctx: Context, at: At, inputs: PersonInput[]): Promise<ResolvedPerson[]> {
  const { secrets } = ctx.deps
  const { companyId, communityId } = at
  const wanted = inputs.map(input => traitsOf(ctx, companyId, input))
  const keys = wanted.flatMap(({ strong, weak }) => [...strong, ...weak])
  const found = await ctx.db.getMany(keys, Lookup)
  const byKey = new Map(keys.map((key, i) => [textOf(key), found[i]?.personId]))
  const ids = [...new Set([...byKey.values()].filter(id => id !== undefined))]
  const known = new Map(
    (await loadPersons(ctx, companyId, ids)).flatMap(person => (person ? [[person.personId, person]] : [])),
  )
  const idOf = (candidates: Key[]) => candidates.map(key => byKey.get(textOf(key))).find(id => id !== undefined)

  return inputs.map((input, i) => {
    const { strong, weak } = wanted[i] ?? { strong: [], weak: [] }
    const same = known.get(idOf(strong) ?? '') ?? unlessOther(known.get(idOf(weak) ?? ''), input)
    const resolved = same ? completed(same, input) : created(input)
    known.set(resolved.person.personId, resolved.person)
    for (const key of [...strong, ...weak])
      if (!byKey.get(textOf(key))) byKey.set(textOf(key), resolved.person.personId)
    return resolved
  })

  /** Same phone and name, but another ID number: father and son, not one person. */
  function unlessOther(person: StoredPerson | undefined, { idNumber }: PersonInput): StoredPerson | undefined {
    if (!person?.idNumberSealed || idNumber === undefined) return person
    return secrets.open(person.idNumberSealed, fieldOf(person.personId)) === idNumber ? person : undefined
  }

  function created(input: PersonInput): ResolvedPerson {
    const personId = ctx.newId()
    const person: StoredPerson = {
      personId,
      companyId,
      kind: input.kind,
      name: input.name,
      ...sealedPhone(ctx, personId, input.phone),
      ...sealedIdNumber(ctx, personId, input.idNumber),
      accounts: [],
      version: 1,
    }
    return { person, writes: [{ put: personItem(person), ifAbsent: true }, ...lookups(person, input)] }
  }

  function completed(person: StoredPerson, input: PersonInput): ResolvedPerson {
    const phone = person.phoneSealed === undefined ? input.phone : undefined
    const idNumber = person.idNumberSealed === undefined ? input.idNumber : undefined
    if (phone === undefined && idNumber === undefined) return { person, writes: [] }
    const filled = { ...sealedPhone(ctx, person.personId, phone), ...sealedIdNumber(ctx, person.personId, idNumber) }
    const next = personWrite(person, filled)
    const follow = outboxItem(ctx, 'jobs', {
      type: 'people.correct_places',
      communityId,
      companyId,
      personId: person.personId,
    })
    return {
      person: next.person,
      writes: [next.write, ...lookups(next.person, { ...input, phone, idNumber }), follow],
      before: person,
    }
  }

  function lookups(person: StoredPerson, { phone, idNumber }: PersonInput): Write[] {
    return lookupKeys(ctx, person, { phone, idNumber }, key => byKey.get(textOf(key)) !== undefined).map(key => ({
      put: { ...key, personId: person.personId },
      ifAbsent: true,
    }))
  }
}

/** The field that a sealed number of this person is bound to. */
export const fieldOf = (personId: string): string => `person:${personId}`

export const sealedPhone = (ctx: Context, personId: string, phone: string | undefined) =>
  phone === undefined
    ? {}
    : { phoneSealed: ctx.deps.secrets.seal(phone, fieldOf(personId)), phoneMasked: maskPhone(phone) }

export const sealedIdNumber = (ctx: Context, personId: string, idNumber: string | undefined) =>
  idNumber === undefined
    ? {}
    : { idNumberSealed: ctx.deps.secrets.seal(idNumber, fieldOf(personId)), idNumberMasked: maskIdNumber(idNumber) }

export const sealedEmail = (ctx: Context, personId: string, email: string | undefined) =>
  email === undefined
    ? {}
    : { emailSealed: ctx.deps.secrets.seal(email, fieldOf(personId)), emailMasked: maskEmail(email) }

/** The person's e-mail address in full, or nothing. */
export const emailOf = (ctx: Context, person: StoredPerson): string | undefined =>
  person.emailSealed && ctx.deps.secrets.open(person.emailSealed, fieldOf(person.personId))

/** The person's number in full, or nothing. Whoever shows it to somebody writes an audit record. */
export const phoneOf = (ctx: Context, person: StoredPerson): string | undefined =>
  person.phoneSealed && ctx.deps.secrets.open(person.phoneSealed, fieldOf(person.personId))

/** The keys to find a person by, under the newest hash key; `taken` tells whether a name has the number already. */
export function lookupKeys(
  ctx: Context,
  person: Pick<StoredPerson, 'personId' | 'companyId' | 'name' | 'kind'>,
  { phone, idNumber }: { phone?: string | undefined; idNumber?: string | undefined },
  taken: (key: Key) => boolean,
): Key[] {
  const { companyId, personId, name, kind } = person
  const newest = (value: string) => ctx.deps.secrets.hashes(value, companyId)[0] ?? ''
  const keys: Key[] = []
  if (idNumber !== undefined) keys.push(idNumberKey(companyId, newest(idNumber)))
  if (phone !== undefined) {
    const key = phoneKey(companyId, newest(phone), name)
    keys.push(taken(key) ? namesakeKey(companyId, newest(phone), name, personId) : key)
  }
  if (kind === 'organisation' && !taken(organisationKey(companyId, newest(name))))
    keys.push(organisationKey(companyId, newest(name)))
  return keys
}

/** Where the person may be found already, under every live hash key: by ID number, or by phone and name. */
function traitsOf(
  ctx: Context,
  companyId: string,
  { name, kind, phone, idNumber }: PersonInput,
): { strong: Key[]; weak: Key[] } {
  const { hashes } = ctx.deps.secrets
  const strong = idNumber === undefined ? [] : hashes(idNumber, companyId).map(hash => idNumberKey(companyId, hash))
  const byPhone = phone === undefined ? [] : hashes(phone, companyId).map(hash => phoneKey(companyId, hash, name))
  const byName = kind === 'organisation' ? hashes(name, companyId).map(hash => organisationKey(companyId, hash)) : []
  return { strong, weak: [...byPhone, ...byName] }
}

const textOf = (key: Key) => `${key.pk}|${key.sk}`
