import { whenToTell } from '@linli/shared/messages/rules'
import type { QuietHours } from '@linli/shared/messages/schema'
import { communityContext, type Deps, makeContext } from '../context'
import { personHere } from '../identity/bind-items'
import { openidForMessages } from '../identity/reachable'
import { loadPersons } from '../people/person'
import type { SendMessageBody } from './facts'
import { digestWrite, heldUntil } from './later'
import { listMessage } from './list-message'
import { isPressing } from './pressing'
import { pushMessage } from './push-message'
import { deliveryItem, deliveryKey, type StoredDelivery } from './push-store'
import { loadQuiet } from './quiet-hours'
import { saidOf, sendOthers, setIdOf } from './send-others'
import { loadSettings } from './settings'
import { messageIdOf, messageKey, StoredMessage, waitingOwner } from './store'
import { messageText } from './words'

/**
 * Puts one message into each recipient's list, once however often it comes, and pushes it through WeChat when they
 * allowed it. Throws when a push surely did not happen and may be tried again.
 */
export async function sendMessage(deps: Deps, body: SendMessageBody): Promise<void> {
  await deliverMessage(deps, body)
}

type Delivered = { accountId: string; messageId: string; push: StoredMessage['push'] }

/**
 * The same, for who keeps what became of it: one answer for each account; `push` is absent where nothing was allowed. One
 * account that fails keeps none of the others waiting; it is tried again with them, who are not told twice.
 */
export async function deliverMessage(deps: Deps, body: SendMessageBody): Promise<Delivered[]> {
  const { communityId } = body
  const accountIds = await recipients(deps, body)
  const delivered: Delivered[] = []
  const failures: unknown[] = []
  // Most households of a young community: of nobody who is told, the community's hours need not be read.
  if (accountIds.length > 0) {
    const quiet = await loadQuiet(communityContext(deps, communityId), communityId)
    for (const accountId of accountIds)
      await tellAccount(deps, body, accountId, quiet).then(
        each => delivered.push(each),
        (error: unknown) => failures.push(error),
      )
  }
  if (failures.length > 0) throw failures[0]
  await sendOthers(deps, body)
  return delivered
}

async function tellAccount(
  deps: Deps,
  body: SendMessageBody,
  accountId: string,
  quiet: QuietHours,
): Promise<Delivered> {
  const { communityId, facts } = body
  const owner = `A#${accountId}#` as const
  const ctx = makeContext(deps, { kind: 'system' }, [owner, waitingOwner, `C#${communityId}#`])
  const text = messageText(facts, body.at)
  const about = { communityId, kind: facts.kind, pressing: isPressing(facts) }
  const setId = setIdOf(body)
  const telling = whenToTell(about, await loadSettings(ctx, accountId), quiet, ctx.now())
  const wish = { ...listedAs(accountId, body), ...text, setId }
  const { laterAt, laterData, ...index } =
    telling.do === 'later' ? heldUntil(accountId, telling.at, wish.messageId, text.data) : {}
  const { messageId } = wish
  const personId = await personHere(ctx, accountId, communityId)
  const evidence: StoredDelivery = {
    ...saidOf(body),
    pushId: setId,
    accountId,
    personId,
    messageId,
    state: 'listed',
    page: '',
    at: ctx.now(),
  }
  const more = [
    { put: deliveryItem(communityId, evidence), ifAbsent: true },
    ...(telling.do === 'digest' ? [digestWrite(accountId, telling.at, about)] : []),
  ]
  const next = { ...wish, ...(laterAt && { laterAt, laterData }) }
  const message = await listMessage(ctx, owner, next, StoredMessage, { index, more })
  const openid = () => openidForMessages(ctx, accountId)
  const isNow = telling.do === 'now' && message.push === undefined && message.laterAt === undefined
  const pushed = { ...message, evidence: deliveryKey({ communityId, ...evidence }) }
  const push = isNow ? await pushMessage(ctx, { owner, app: 'residents', openid }, pushed, text) : message.push
  return { accountId, messageId: message.messageId, push }
}

/** What has become of a message since: whether it was pushed, and when it was opened. */
export async function messageFate(
  deps: Deps,
  { accountId, messageId }: { accountId: string; messageId: string },
): Promise<Pick<StoredMessage, 'push' | 'readAt'> | undefined> {
  const ctx = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  return ctx.db.get(messageKey(`A#${accountId}#`, messageId), StoredMessage)
}

async function recipients(deps: Deps, body: SendMessageBody): Promise<string[]> {
  const { companyId, personIds } = body
  if (personIds.length === 0 || companyId === undefined) return [...new Set(body.accountIds)]
  const ctx = makeContext(deps, { kind: 'system' }, [`M#${companyId}#`])
  const persons = await loadPersons(ctx, companyId, personIds)
  return [...new Set([...body.accountIds, ...persons.flatMap(person => person?.accounts ?? [])])]
}

const listedAs = (accountId: string, { communityId, key, at, facts }: SendMessageBody) => ({
  messageId: messageIdOf(accountId, key, at),
  communityId,
  kind: facts.kind,
  at,
})
