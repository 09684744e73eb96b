import { beijingDate, maxDate } from '@linli/shared/time'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { counted } from './debts'
import type { StoredReminder } from './reminder-store'
import { debtKey, debtWrites, StoredDebt } from './store'

const proven = new Set(['delivered', 'read'])

/**
 * The debt shows its last reminder; one that is proven to have arrived begins the limitation period of the bills that it
 * named anew (民法典 195). Nothing for a household that owes nothing yet.
 */
export async function markReminded(ctx: Context, reminder: StoredReminder): Promise<void> {
  const key = debtKey(reminder.communityId, reminder.object.id, reminder.debtId)
  await deciding(async () => {
    const debt = await ctx.db.get(key, StoredDebt)
    const next = debt && remindedDebt(debt, reminder, ctx.today())
    if (next) await ctx.db.transact(debtWrites(next, debt), { pk: key.pk, sk: `reminded#${ctx.newId()}` })
  })
}

/** The debt after this reminder; undefined where it says nothing new of it. */
export function remindedDebt(debt: StoredDebt, reminder: StoredReminder, today: string): StoredDebt | undefined {
  const last = reminder.attempts.findLast(({ state }) => state !== 'no_address')
  if (!last) return undefined
  const { channel, state, at } = last
  const own = { reminderId: reminder.reminderId, at, channel, state }
  const lastReminder = debt.lastReminder && debt.lastReminder.at > at ? debt.lastReminder : own
  const arrived = reminder.attempts.filter(attempt => proven.has(attempt.state))
  if (arrived.length === 0) return { ...debt, lastReminder }
  const dates = { ...debt.proven }
  for (const attempt of arrived)
    for (const billId of attempt.billIds) {
      const day = beijingDate(attempt.deliveredAt ?? attempt.at)
      dates[billId] = maxDate(dates[billId] ?? day, day)
    }
  return counted({ ...debt, lastReminder, proven: dates }, today)
}
