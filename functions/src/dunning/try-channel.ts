import type { AttemptState, ReminderChannel } from '@linli/shared/dunning/schema'
import { toldPlace } from '@linli/shared/billing/words'
import { daysBetween } from '@linli/shared/time'
import type { Community } from '@linli/shared/communities/schema'
import type { Context } from '../context'
import type { MessageFacts } from '../messages/facts'
import { deliverMessage } from '../messages/send-message'
import { reminderText, reminderValues } from '../messages/words'
import { addressField, type Recipient, recipientsOf } from './recipients'
import type { StoredAttempt, StoredReminder } from './reminder-store'
import { dunningWords } from './words'

type Reminding = Extract<MessageFacts, { kind: 'payment_reminder' }>
type Outcome = Pick<StoredAttempt, 'state'> & Partial<Pick<StoredAttempt, 'detail' | 'providerId' | 'message'>>
type Save = (next: StoredReminder) => Promise<StoredReminder>
type At = { community: Community; personIds: string[]; save: Save }

/**
 * Tries one channel: each recipient is written down as `sending` before the call, and what became of it after. A letter
 * waits for a person to print it.
 */
export async function tryChannel(
  ctx: Context,
  reminder: StoredReminder,
  channel: ReminderChannel,
  at: At,
): Promise<StoredReminder> {
  const facts = factsOf(ctx, reminder, at.community)
  const begun = (to: string, state: AttemptState, more: Partial<StoredAttempt> = {}): StoredAttempt => ({
    attemptId: ctx.newId(),
    channel,
    to,
    state,
    at: ctx.now(),
    text: reminderText(facts),
    billIds: reminder.bills.map(({ billId }) => billId),
    amountFen: facts.amountFen,
    ...more,
  })
  const add = (before: StoredReminder, attempt: StoredAttempt) => ({
    ...before,
    attempts: [...before.attempts, attempt],
  })
  if (channel === 'letter') return at.save(add(reminder, begun(reminder.payerName, 'to_print')))
  if (!isReady(ctx, channel)) return at.save(add(reminder, begun('', 'no_address', { detail: dunningWords.notReady })))
  const recipients = await recipientsOf(ctx, { companyId: at.community.companyId, personIds: at.personIds }, channel)
  if (recipients.length === 0) return at.save(add(reminder, begun('', 'no_address')))
  let current = reminder
  for (const recipient of recipients) {
    const toSealed = recipient.to && ctx.deps.secrets.seal(recipient.to, addressField(reminder))
    const attempt = begun(recipient.shown, 'sending', { personId: recipient.personId, ...(toSealed && { toSealed }) })
    current = await at.save(add(current, attempt))
    const outcome = await sent(ctx, reminder, { channel, facts, attempt, recipient, companyId: at.community.companyId })
    const attempts = current.attempts.map(each =>
      each.attemptId === attempt.attemptId ? { ...each, ...outcome } : each,
    )
    current = await at.save({ ...current, attempts })
  }
  return current
}

const isReady = ({ deps }: Context, channel: 'wechat' | 'sms' | 'email') =>
  channel === 'wechat' || (channel === 'sms' ? deps.sms.ready : deps.mail.ready)

type Call = {
  channel: 'wechat' | 'sms' | 'email'
  facts: Reminding
  attempt: StoredAttempt
  recipient: Recipient
  companyId: string
}

async function sent(
  ctx: Context,
  reminder: StoredReminder,
  { channel, facts, attempt, recipient, companyId }: Call,
): Promise<Outcome> {
  const { deps } = ctx
  const outId = attempt.attemptId
  if (channel === 'wechat') {
    const delivered = await deliverMessage(deps, {
      communityId: reminder.communityId,
      companyId,
      accountIds: [],
      personIds: [recipient.personId],
      key: `reminder#${reminder.reminderId}`,
      at: reminder.createdAt,
      facts,
    })
    return wechatOutcome(delivered)
  }
  if (channel === 'sms') {
    const kind = facts.overdueDays > 0 ? 'payment_reminder' : 'payment_due'
    return deps.sms.send({ to: recipient.to, kind, values: reminderValues(facts), outId })
  }
  return deps.mail.send({ to: recipient.to, subject: dunningWords.subject(facts.roomCode), text: attempt.text, outId })
}

/** The best of what became of a person's accounts; without a grant the message still lies in the in-app list. */
export function wechatOutcome(delivered: Awaited<ReturnType<typeof deliverMessage>>): Outcome {
  const [first] = delivered
  if (!first) return { state: 'no_address' }
  const { accountId, messageId } = delivered.find(({ push }) => push === 'sent') ?? first
  const pushes = delivered.map(({ push }) => push)
  const state = pushes.includes('sent')
    ? 'sent'
    : pushes.some(push => push === 'unknown' || push === 'sending')
      ? 'unknown'
      : pushes.includes('refused')
        ? 'failed'
        : 'no_grant'
  return { state, message: { accountId, messageId } }
}

function factsOf(ctx: Context, { object, bills }: StoredReminder, { officePhone }: Community): Reminding {
  const dueDate = bills.reduce(
    (first, bill) => (bill.dueDate < first ? bill.dueDate : first),
    bills[0]?.dueDate ?? ctx.today(),
  )
  const lateFeeFen = bills.reduce((sum, bill) => sum + bill.lateFeeFen, 0)
  return {
    kind: 'payment_reminder',
    roomCode: toldPlace(object),
    count: bills.length,
    amountFen: bills.reduce((sum, bill) => sum + bill.dueFen, lateFeeFen),
    lateFeeFen,
    overdueDays: daysBetween(dueDate, ctx.today()),
    dueDate,
    officePhone,
  }
}
