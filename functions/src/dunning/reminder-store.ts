import { Attempt, Reminder, ReminderChannel } from '@linli/shared/dunning/schema'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { beijingDate, Instant, monthOf } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import { derivedId } from '../secrets'

/** An attempt as kept: with the full address sealed, and by what the provider knows it. */
export const StoredAttempt = Attempt.extend({
  personId: Id.optional(),
  toSealed: z.string().optional(),
  providerId: z.string().optional(),
  /** The in-app message that a WeChat attempt put into a list. */
  message: z.object({ accountId: z.string(), messageId: z.string() }).optional(),
})
export type StoredAttempt = z.infer<typeof StoredAttempt>

/** A reminder as kept. `channels` are frozen with it; `checkAt` is when somebody looks at it again. */
export const StoredReminder = Reminder.extend({
  attempts: z.array(StoredAttempt),
  channels: z.array(ReminderChannel),
  basis: z.string().optional(),
  /** Whoever is liable beside the payer is told too. */
  liable: z.boolean(),
  checkAt: Instant.optional(),
})
export type StoredReminder = z.infer<typeof StoredReminder>

export const remindersPk = (communityId: string, debtId: string) => `C#${communityId}#reminders#${debtId}`
export const reminderKey = (of: Pick<Reminder, 'communityId' | 'debtId' | 'reminderId'>): Key => ({
  pk: remindersPk(of.communityId, of.debtId),
  sk: of.reminderId,
})
export const remindersOfMonth = (communityId: string, month: string) => `C#${communityId}#reminders-in#${month}`
export const remindersOfDebt = (communityId: string, debtId: string) => `C#${communityId}#reminders-of#${debtId}`
export const lettersWaiting = (communityId: string) => `C#${communityId}#letters-waiting`
/** Reminders by the moment at which somebody looks at them, over all communities. */
export const dueReminders = 'G#reminders#0'

/** The item of a reminder: listed by its month and its debt; while a letter waits, or somebody has to look at it again, there too. */
export const reminderItem = (reminder: StoredReminder): Item => {
  const { communityId, debtId, reminderId, createdAt, state, checkAt } = reminder
  return {
    ...reminderKey(reminder),
    ...reminder,
    gs1pk: remindersOfMonth(communityId, monthOf(beijingDate(createdAt))),
    gs1sk: `${createdAt}#${reminderId}`,
    gs2pk: remindersOfDebt(communityId, debtId),
    gs2sk: `${createdAt}#${reminderId}`,
    ...(state === 'to_print'
      ? { gs3pk: lettersWaiting(communityId), gs3sk: `${createdAt}#${reminderId}` }
      : checkAt && { gs3pk: dueReminders, gs3sk: `${checkAt}#${reminderId}` }),
  }
}

/** The same step for the same due date of a debt is the same reminder, whoever begins it and however often. */
export const planned = (debtId: string, basis: string, days: number) => derivedId('reminder', debtId, basis, days)
/** By hand: one a day for a debt. */
export const byHand = (debtId: string, day: string, what: string) => derivedId('reminder', debtId, what, day)

/** One reminder, consistently. Throws record.not_found. */
export async function loadReminder(
  ctx: Context,
  of: Pick<Reminder, 'communityId' | 'debtId' | 'reminderId'>,
): Promise<StoredReminder> {
  const reminder = await ctx.db.get(reminderKey(of), StoredReminder)
  if (!reminder) throw new AppError('record.not_found')
  return reminder
}
