import type { InputOf } from '@linli/shared/contract'
import type { dunningApi } from '@linli/shared/dunning/api'
import type { Community } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { StoredBill } from '../billing/load-bills'
import { whoDid } from '../billing/words'
import { loadCommunity } from '../communities/community'
import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { channelsOf } from '../payments/merchant-for'
import { payNoticeItems } from '../payments/pay-notice-items'
import { newReminder } from './begin-reminder'
import { isOpen } from './debts'
import { billsOfDebt, remindedBill } from './get-debt'
import { type Letter, letterText, letterTotal } from './letter-words'
import { remindedDebt } from './mark-reminded'
import { reminderItem, reminderKey, StoredReminder } from './reminder-store'
import { debtKey, debtWrites, StoredDebt } from './store'

type Asked = InputOf<typeof dunningApi.printLetters>
type Made = {
  debt: StoredDebt
  letter: Letter
  reminder: StoredReminder
  before: StoredReminder | undefined
  paper: Write[]
}

/**
 * The letters of a selection as one PDF, and of each the evidence that it was printed: of its own, or with the reminder
 * by which the plan asked for it. Disputed bills are in none. Throws dunning.nothing_due when nothing is left to ask for.
 */
export async function printLetters(
  plain: Context,
  { communityId, debts }: Asked,
): Promise<{ url: string; letters: number }> {
  const { lettersPdf } = await import('./letter-pdf')
  const ctx = reaching(plain, 'G#reminders#')
  const [community, found, asked] = await Promise.all([
    loadCommunity(ctx, communityId),
    ctx.db.getMany(
      debts.map(({ roomId, debtId }) => debtKey(communityId, roomId, debtId)),
      StoredDebt,
    ),
    ctx.db.getMany(
      debts.flatMap(({ debtId, reminderId }) => (reminderId ? [reminderKey({ communityId, debtId, reminderId })] : [])),
      StoredReminder,
    ),
  ])
  const waiting = new Map(asked.flatMap(each => (each?.state === 'to_print' ? [[each.debtId, each] as const] : [])))
  const made: Made[] = []
  for (const debt of found) {
    const bills = debt ? (await billsOfDebt(ctx, debt)).filter(bill => isOpen(bill) && !bill.dispute) : []
    if (debt && bills.length > 0) made.push({ debt, ...madeOf(ctx, community, bills, waiting.get(debt.debtId)) })
  }
  if (made.length === 0) throw new AppError('dunning.nothing_due')
  const key = `C/${communityId}/letters/${ctx.newId()}.pdf`
  await ctx.files.put(
    key,
    await lettersPdf(
      community.name,
      made.map(({ letter }) => letter),
    ),
    'application/pdf',
  )
  const audit = auditItem(ctx, {
    communityId,
    action: 'dunning.print_letters',
    objectType: 'community',
    objectId: communityId,
    summary: `打印催款函 ${made.length} 封：${made[0]?.debt.object.code} 起`,
  })
  const writes = made.flatMap(({ debt, reminder, before, paper }): Write[] => {
    const put = reminderItem(reminder)
    const next = remindedDebt(debt, reminder, ctx.today())
    const own: Write = before ? { put, if: { version: before.version } } : { put, ifAbsent: true }
    return [own, ...(next ? debtWrites(next, debt) : []), ...paper]
  })
  const answer = { url: await ctx.files.downloadUrl(key), letters: made.length }
  await ctx.db.transact([...writes, audit, ...idempotencyItems(ctx, answer)], audit.put)
  return answer
}

function madeOf(
  ctx: Context,
  community: Community,
  bills: StoredBill[],
  before: StoredReminder | undefined,
): Omit<Made, 'debt'> {
  const begun = newReminder(ctx, bills, {
    reminderId: ctx.newId(),
    channels: ['letter'],
    liable: false,
    by: whoDid(ctx.actor),
  }).reminder
  const { checkAt: _none, ...fresh } = before ? { ...before, bills: begun.bills, amountFen: begun.amountFen } : begun
  const code = payCode(ctx, community, bills)
  const letter = { ...letterOf(ctx, community, bills, fresh), ...(code && { pay: code.pay }) }
  const printed = {
    attemptId: ctx.newId(),
    channel: 'letter' as const,
    to: fresh.payerName,
    state: 'printed' as const,
    at: ctx.now(),
    text: letterText(letter),
    billIds: bills.map(({ billId }) => billId),
    amountFen: letterTotal(letter),
  }
  const attempts = [...fresh.attempts.filter(({ state }) => state !== 'to_print'), printed]
  const version = before ? before.version + 1 : 1
  const reminder: StoredReminder = { ...fresh, state: 'sent', attempts, version }
  return { letter, reminder, before, paper: code?.writes ?? [] }
}

function letterOf(ctx: Context, community: Community, bills: StoredBill[], reminder: StoredReminder): Letter {
  const ids = new Set(bills.map(({ entityId }) => entityId))
  return {
    number: reminder.reminderId.slice(-10),
    to: reminder.payerName,
    ...(reminder.object.type === 'room' && { room: reminder.object.code }),
    day: ctx.today(),
    entities: community.entities.flatMap(({ entityId, name }) => (ids.has(entityId) ? [name] : [])),
    community,
    bills: bills.map(bill => remindedBill(bill, ctx.today())),
  }
}

/** A code on the paper, where one of its entities takes money that way. */
function payCode(ctx: Context, { communityId, entities }: Community, bills: StoredBill[]) {
  const takes = channelsOf(ctx.deps.env, entities).filter(({ channel }) => channel === 'alipay')
  const [first] = bills
  if (!first || !bills.some(bill => takes.some(({ entityId }) => entityId === bill.entityId))) return undefined
  const billIds = bills.map(({ billId }) => billId)
  const { address, until, writes } = payNoticeItems(ctx, { communityId, roomId: first.object.id, billIds })
  return { pay: { address, until }, writes }
}
