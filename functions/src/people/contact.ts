import type { Context } from '../context'
import type { Key } from '../db'
import { fieldOf } from './resolve-persons'
import { personKey, StoredPerson } from './store'

/** Where a person's telephone number stands, for whoever reads it together with records of their own. */
export const contactKey = (companyId: string, personId: string): Key => personKey(companyId, personId)

/** The number of what was read there, masked; or in full, which the caller keeps on record. */
export function phoneOf({ deps: { secrets } }: Context, item: unknown, inFull: boolean): string | undefined {
  const person = StoredPerson.safeParse(item).data
  if (!inFull || !person?.phoneSealed) return person?.phoneMasked
  return secrets.open(person.phoneSealed, fieldOf(person.personId))
}
