import type { Context } from '../context'
import { outboxItem } from '../outbox'
import { personWrite } from './person'
import { lookupKeys, type ResolvedPerson, sealedPhone } from './resolve-persons'
import { Lookup, type StoredPerson } from './store'

/** A person who had no number, with one that they have just verified; rooms and ways by number follow by a job. */
export async function keepPhone(
  ctx: Context,
  communityId: string,
  person: StoredPerson,
  phone: string,
): Promise<ResolvedPerson> {
  const next = personWrite(person, sealedPhone(ctx, person.personId, phone))
  const wanted = lookupKeys(ctx, next.person, { phone }, () => false)
  const holders = await ctx.db.getMany(wanted, Lookup)
  const taken = new Set(wanted.filter((_, i) => holders[i]).map(textOf))
  const keys = lookupKeys(ctx, next.person, { phone }, key => taken.has(textOf(key)))
  const { companyId, personId } = person
  return {
    person: next.person,
    writes: [
      next.write,
      ...keys.map(key => ({ put: { ...key, personId }, ifAbsent: true })),
      outboxItem(ctx, 'jobs', { type: 'people.correct_places', communityId, companyId, personId }),
    ],
    before: person,
  }
}

const textOf = ({ pk, sk }: { pk: string; sk: string }) => `${pk}|${sk}`
