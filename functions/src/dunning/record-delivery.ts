import type { InputOf } from '@linli/shared/contract'
import type { dunningApi } from '@linli/shared/dunning/api'
import type { Reminder } from '@linli/shared/dunning/schema'
import { wayNames } from '@linli/shared/dunning/words'
import { AppError } from '@linli/shared/errors'
import { beijingDate, instantAt } from '@linli/shared/time'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { remindedDebt } from './mark-reminded'
import { loadReminder, reminderItem } from './reminder-store'
import { debtWrites, loadDebt } from './store'

/** A printed letter reached its household, on a day from its printing to today. Throws dunning.not_a_letter, record.changed. */
export async function recordDelivery(
  plain: Context,
  input: InputOf<typeof dunningApi.recordDelivery>,
): Promise<Reminder> {
  const ctx = reaching(plain, 'G#reminders#')
  const { communityId, way, on, number, note } = input
  const reminder = await loadReminder(ctx, input)
  if (reminder.version !== input.version) throw new AppError('record.changed')
  const printed = reminder.attempts.findLast(({ state }) => state === 'printed')
  if (!printed) throw new AppError('dunning.not_a_letter')
  if (on < beijingDate(printed.at) || on > ctx.today())
    throw new AppError('request.invalid', { fields: [{ path: 'on', message: '送达日期要在打印之后、今天之前' }] })
  const detail = [wayNames[way], number, note].filter(Boolean).join('，')
  // The day counts, not its hour.
  const delivered = { ...printed, state: 'delivered' as const, deliveredAt: instantAt(on, '12:00'), detail }
  const attempts = reminder.attempts.map(each => (each === printed ? delivered : each))
  const next = { ...reminder, attempts, state: 'delivered' as const, version: reminder.version + 1 }
  const audit = auditItem(ctx, {
    communityId,
    action: 'dunning.deliver_letter',
    objectType: 'debt',
    objectId: reminder.debtId,
    summary: `${reminder.object.code} 催款函${wayNames[way]}，${on}`,
  })
  const debt = await loadDebt(ctx, communityId, input.roomId, input.debtId)
  const reminded = remindedDebt(debt, next, ctx.today())
  const own = { put: reminderItem(next), if: { version: reminder.version } }
  await ctx.db.transact([own, ...(reminded ? debtWrites(reminded, debt) : []), audit], audit.put)
  return next
}
