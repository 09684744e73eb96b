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
  for (const accountId of await recipients(deps, body)) {
    const ctx = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
    const message = await listed(ctx, accountId, body)
    if (message.push === undefined) await pushMessage(ctx, accountId, message, messageText(body.facts, body.at))
  }
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
