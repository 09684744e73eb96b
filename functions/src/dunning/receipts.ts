import type { Context } from '../context'
import { messageFate } from '../messages/send-message'
import { errorName } from '../log'
import { markReminded } from './mark-reminded'
import { addressField } from './recipients'
import type { StoredAttempt, StoredReminder } from './reminder-store'
import { wechatOutcome } from './try-channel'

const isOpen = ({ state }: StoredAttempt) => state === 'sending' || state === 'sent' || state === 'unknown'

/** Asks after what was sent and is not known to have arrived; what was learnt is kept. A provider that is silent is asked later. */
export async function withReceipts(
  ctx: Context,
  reminder: StoredReminder,
  save: (next: StoredReminder) => Promise<StoredReminder>,
): Promise<StoredReminder> {
  const attempts: StoredAttempt[] = []
  for (const attempt of reminder.attempts)
    attempts.push(isOpen(attempt) ? await asked(ctx, reminder, attempt) : attempt)
  if (attempts.every((attempt, i) => attempt === reminder.attempts[i])) return reminder
  const next = { ...reminder, attempts }
  await markReminded(ctx, next)
  return save(next)
}

async function asked(ctx: Context, reminder: StoredReminder, attempt: StoredAttempt): Promise<StoredAttempt> {
  try {
    return attempt.channel === 'wechat' ? await read(ctx, attempt) : await arrived(ctx, reminder, attempt)
  } catch (error) {
    ctx.deps.log.warn('dunning.no_receipt', { reminderId: reminder.reminderId, error: errorName(error) })
    return attempt
  }
}

/** A WeChat message proves itself when the person opens it. */
async function read(ctx: Context, attempt: StoredAttempt): Promise<StoredAttempt> {
  const fate = attempt.message && (await messageFate(ctx.deps, attempt.message))
  if (!attempt.message || !fate) return attempt
  if (fate.readAt) return { ...attempt, state: 'read', deliveredAt: fate.readAt }
  const { state } = wechatOutcome([{ ...attempt.message, push: fate.push }])
  return state === attempt.state ? attempt : { ...attempt, state }
}

async function arrived(ctx: Context, reminder: StoredReminder, attempt: StoredAttempt): Promise<StoredAttempt> {
  if (!attempt.toSealed) return attempt
  const to = ctx.deps.secrets.open(attempt.toSealed, addressField(reminder))
  const sender = attempt.channel === 'sms' ? ctx.deps.sms : ctx.deps.mail
  const { providerId, at, attemptId: outId } = attempt
  const receipt = await sender.receipt({ to, outId, at, ...(providerId && { providerId }) })
  if (receipt.state === 'pending') return attempt
  return receipt.state === 'failed'
    ? { ...attempt, state: 'failed', detail: receipt.detail }
    : { ...attempt, state: 'delivered', deliveredAt: receipt.at }
}
