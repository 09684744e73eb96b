import type { Write } from '../db-write'
import { personWrite } from './person'
import type { ResolvedPerson } from './resolve-persons'
import { personItem, type StoredPerson } from './store'

/** The person with one more account that acts for them: their own write, changed when there is one already. */
export function boundPersonItems({ person, writes }: ResolvedPerson, accountId: string): ResolvedPerson {
  if (person.accounts.includes(accountId)) return { person, writes }
  const accounts = [...person.accounts, accountId]
  const [first, ...rest] = writes
  if (!first || !('put' in first)) {
    const next = personWrite(person, { accounts })
    return { person: next.person, writes: [next.write, ...writes] }
  }
  const next: StoredPerson = { ...person, accounts }
  const put: Write = { ...first, put: personItem(next) }
  return { person: next, writes: [put, ...rest] }
}

/** The person without the account. */
export const unboundPersonItems = (person: StoredPerson, accountId: string): Write[] =>
  person.accounts.includes(accountId)
    ? [personWrite(person, { accounts: person.accounts.filter(each => each !== accountId) }).write]
    : []
