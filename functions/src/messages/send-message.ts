import { type Context, type Deps, makeContext } from '../context'
import { ConditionFailed } from '../db'
import { loadPersons } from '../people/person'
import { errorName } from '../log'
import type { SendMessageBody } from './facts'
import { pushMessage } from './push-message'
import { messageIdOf, messageKey, StoredMessage } from './store'
import { messageText } from './words'

/**
 * Puts one message into each recipient's list, once however often it comes, and pushes it through WeChat when they
 * allowed it. Throws when a push surely did not happen and may be tried again.
 */
export async function sendMessage(deps: Deps, body: SendMessageBody): Promise<void> {
  await deliverMessage(deps, body)
}

/** The same, for who keeps what became of it: one answer for each account; `push` is absent where nothing was allowed. */
export async function deliverMessage(
  deps: Deps,
  body: SendMessageBody,
): Promise<{ accountId: string; messageId: string; push: StoredMessage['push'] }[]> {
  const delivered = []
  for (const accountId of await recipients(deps, body)) {
    const ctx = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
    const message = await listed(ctx, accountId, body)
    const push = message.push ?? (await pushMessage(ctx, accountId, message, messageText(body.facts, body.at)))
    delivered.push({ accountId, messageId: message.messageId, push })
  }
  return delivered
}

/** What has become of a message since: whether it was pushed, and when it was opened. */
export async function messageFate(
  deps: Deps,
  { accountId, messageId }: { accountId: string; messageId: string },
): Promise<Pick<StoredMessage, 'push' | 'readAt'> | undefined> {
  const ctx = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  return ctx.db.get(messageKey(accountId, messageId), StoredMessage)
}

async function recipients(deps: Deps, body: SendMessageBody): Promise<string[]> {
  const { companyId, personIds } = body
  if (personIds.length === 0 || companyId === undefined) return [...new Set(body.accountIds)]
  const ctx = makeContext(deps, { kind: 'system' }, [`M#${companyId}#`])
  const persons = await loadPersons(ctx, companyId, personIds)
  return [...new Set([...body.accountIds, ...persons.flatMap(person => person?.accounts ?? [])])]
}

async function listed(ctx: Context, accountId: string, body: SendMessageBody): Promise<StoredMessage> {
  const { title, text, page } = messageText(body.facts, body.at)
  const messageId = messageIdOf(accountId, body.key, body.at)
  const key = messageKey(accountId, messageId)
  const message = { messageId, communityId: body.communityId, kind: body.facts.kind, title, text, page, at: body.at }
  try {
    await ctx.db.transact([{ put: { ...key, ...message }, ifAbsent: true }], key)
    return message
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    ctx.deps.log.info('messages.repeated', { messageId, error: errorName(error) })
    return (await ctx.db.get(key, StoredMessage)) ?? message
  }
}
