import type { InputOf } from '@linli/shared/contract'
import type { dunningApi } from '@linli/shared/dunning/api'
import { AppError } from '@linli/shared/errors'
import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { auditItem } from '../audit'
import { whoDid } from '../billing/words'
import { communityContext, type Context, type Deps, reaching } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { Lanes } from '../lanes'
import { outboxItem } from '../outbox'
import { advance } from './advance-reminder'
import { newReminder } from './begin-reminder'
import { isOpen } from './debts'
import { billsOfDebt } from './get-debt'
import { byHand, reminderKey, StoredReminder } from './reminder-store'
import { debtKey, StoredDebt } from './store'

const lanes = 4
export const AdvanceBody = z.object({
  communityId: CommunityId,
  reminders: z.array(z.object({ debtId: Id, reminderId: Id })).max(40),
})

/** Reminders by hand for a selection, one a household and day; the rest were reminded today. Throws dunning.nothing_due. */
export async function remind(
  plain: Context,
  { communityId, debts }: InputOf<typeof dunningApi.remind>,
): Promise<{ reminded: number; already: number }> {
  const ctx = reaching(plain, 'G#reminders#')
  const day = ctx.today()
  return deciding(async () => {
    const [found, known] = await Promise.all([
      ctx.db.getMany(
        debts.map(({ roomId, debtId }) => debtKey(communityId, roomId, debtId)),
        StoredDebt,
      ),
      ctx.db.getMany(
        debts.map(({ debtId }) => reminderKey({ communityId, debtId, reminderId: byHand(debtId, day, 'message') })),
        StoredReminder.pick({ reminderId: true }),
      ),
    ])
    const fresh = found.flatMap((debt, i) => (debt && known[i] === undefined ? [debt] : []))
    const made = []
    for (const debt of fresh) {
      const bills = (await billsOfDebt(ctx, debt)).filter(bill => isOpen(bill) && !bill.dispute)
      const reminderId = byHand(debt.debtId, day, 'message')
      const wish = { reminderId, channels: ['wechat', 'sms', 'email'] as const, liable: true, by: whoDid(ctx.actor) }
      if (bills.length > 0) made.push(newReminder(ctx, bills, { ...wish, channels: [...wish.channels] }))
    }
    const already = known.filter(Boolean).length
    if (made.length === 0 && already === 0) throw new AppError('dunning.nothing_due')
    const answer = { reminded: made.length, already }
    const audit = auditItem(ctx, {
      communityId,
      action: 'dunning.remind',
      objectType: 'community',
      objectId: communityId,
      summary: `提醒 ${made.length} 户`,
    })
    const reminders = made.map(({ reminder: { debtId, reminderId } }) => ({ debtId, reminderId }))
    const job = outboxItem(ctx, 'messages', { type: 'dunning.advance', communityId, reminders })
    await ctx.db.transact(
      [...made.map(({ write }) => write), ...(made.length > 0 ? [job] : []), audit, ...idempotencyItems(ctx, answer)],
      audit.put,
    )
    return answer
  })
}

/** Sends what a person has just begun. */
export async function advanceAll(deps: Deps, { communityId, reminders }: z.output<typeof AdvanceBody>): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const busy = new Lanes(lanes)
  for (const reminder of reminders) await busy.add(() => advance(ctx, { communityId, ...reminder }))
  await busy.drained()
}
