import { maskEmail, maskPhone } from '@linli/shared/people/schema'
import type { ReminderChannel } from '@linli/shared/dunning/schema'
import { loadPersons } from '../people/person'
import { emailOf, phoneOf } from '../people/resolve-persons'
import type { Context } from '../context'
import type { StoredReminder } from './reminder-store'
import type { StoredDebt } from './store'

/** Somebody who is told: `to` in full, never kept so; `shown` is what the evidence keeps in clear. */
export type Recipient = { personId: string; to: string; shown: string }

const most = 6

/** Whom a reminder is for: who owes and, where it says so, who is liable beside them. */
export const personsOf = ({ payer }: Pick<StoredDebt, 'payer'>, liable: boolean): string[] =>
  [...new Set([...payer.personIds, ...(liable ? (payer.alsoLiable ?? []) : [])])].slice(0, most)

/** Those of them whom a channel can reach. Needs the company's reach. */
export async function recipientsOf(
  ctx: Context,
  { companyId, personIds }: { companyId: string; personIds: string[] },
  channel: Exclude<ReminderChannel, 'letter'>,
): Promise<Recipient[]> {
  const persons = (await loadPersons(ctx, companyId, personIds)).flatMap(person => person ?? [])
  return persons.flatMap((person): Recipient[] => {
    const { personId } = person
    if (channel === 'wechat')
      return person.accounts.length > 0 ? [{ personId, to: '', shown: `${person.name.slice(0, 1)}** 的微信` }] : []
    const to = channel === 'sms' ? phoneOf(ctx, person) : emailOf(ctx, person)
    return to === undefined ? [] : [{ personId, to, shown: channel === 'sms' ? maskPhone(to) : maskEmail(to) }]
  })
}

/** Under what a full number or address is sealed in the evidence of an attempt. */
export const addressField = ({ reminderId }: Pick<StoredReminder, 'reminderId'>): string => `reminder:${reminderId}`
