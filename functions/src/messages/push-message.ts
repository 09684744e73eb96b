import type { DeliveryState } from '@linli/shared/messages/schema'
import * as z from 'zod'
import type { Context } from '../context'
import { ConditionFailed, type Key } from '../db'
import type { Write } from '../db-write'
import type { MiniProgram } from '../wechat'
import { badKeywords } from './keywords'
import { Grants, type MessageOwner, messageGrantKey, messageKey, spentKey, type StoredMessage } from './store'
import type { MessageText } from './words'

const keptSeconds = 30 * 86_400
const Spent = z.object({ by: z.string() })

/** Whom it goes to: in which mini-program, and who they are there, looked up only when a message was allowed. */
type Addressee = { owner: MessageOwner; app: MiniProgram; openid: () => Promise<string | undefined> }
/** `key`: where it is kept, if that is not among the owner's messages. `evidence`: what the community keeps of it. */
type Pushed = { messageId: string; kind: string; key?: Key; evidence?: Key | undefined }

/**
 * Sends one WeChat subscription message for one grant. Message and grant are marked first, in one conditioned
 * transaction: of two senders one goes on, and an outcome that stays unknown is not sent again.
 * 订阅消息 subscribeMessage.send; errcode 43101: the person's grants are used up or withdrawn.
 */
export async function pushMessage(
  ctx: Context,
  { owner, app, openid: find }: Addressee,
  message: Pushed,
  text: Pick<MessageText, 'page' | 'data'>,
): Promise<StoredMessage['push']> {
  const templateId = templatesOf(ctx, app)[message.kind]
  const data = wireData(ctx, message.kind, text)
  if (data === undefined) return undefined
  const grantKey = messageGrantKey(owner, message.kind)
  if (templateId === undefined || ((await ctx.db.get(grantKey, Grants))?.count ?? 0) < 1) return undefined
  const openid = await find()
  if (openid === undefined || !(await taken(ctx, owner, message))) return undefined
  const { messageId, key = messageKey(owner, messageId) } = message
  let push: StoredMessage['push']
  try {
    push = await ctx.deps.wechat.sendMessage({ app, openid, templateId, page: text.page, data })
  } catch (error) {
    // Thrown before the call itself: surely not sent, so grant and message are as before.
    const marker = spentKey(owner, messageId)
    const undo = [
      ...evidenceOf(message, 'listed'),
      { update: { key, remove: ['push'] }, if: { messageId } },
      { update: { key: grantKey, add: { count: 1 } } },
      { delete: marker },
    ]
    await ctx.db.transact(undo, key)
    throw error
  }
  const none = { update: { key: grantKey, set: { count: 0 } }, if: { count: { atLeast: 0 } } }
  const told = [
    ...evidenceOf(message, push),
    { update: { key, set: { push } }, if: { messageId } },
    ...(push === 'no_grant' ? [none] : []),
  ]
  try {
    await ctx.db.transact(told, key)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    // The account was deleted meanwhile, and nothing of it is written again; the evidence is the community's.
    if (message.evidence) await ctx.db.transact(evidenceOf(message, push), message.evidence)
  }
  return push
}

const evidenceOf = ({ evidence, messageId }: Pushed, state: DeliveryState): Write[] =>
  evidence ? [{ update: { key: evidence, set: { state } }, if: { messageId } }] : []

/** The keywords as WeChat takes them; nothing, and a line in the log, where it would refuse one: no grant is spent on that. */
export function wireData(
  { deps }: Context,
  kind: string,
  { data }: Pick<MessageText, 'data'>,
): Record<string, { value: string }> | undefined {
  const bad = badKeywords(data)
  if (bad.length > 0) deps.log.error('messages.bad_keyword', { kind, names: bad.join() })
  return bad.length > 0 ? undefined : Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value }]))
}

/** Template ids by kind of message, of one of the two mini-programs. */
export const templatesOf = ({ deps: { env } }: Context, app: MiniProgram): Record<string, string> =>
  app === 'staff' ? env.LINLI_WECHAT_STAFF_TEMPLATES : env.LINLI_WECHAT_TEMPLATES

async function taken(ctx: Context, owner: MessageOwner, message: Pushed): Promise<boolean> {
  const { key = messageKey(owner, message.messageId) } = message
  const marker = spentKey(owner, message.messageId)
  const by = ctx.newId()
  try {
    await ctx.db.transact(
      [
        ...evidenceOf(message, 'sending'),
        { update: { key, set: { push: 'sending' } }, if: { messageId: message.messageId } },
        {
          update: { key: messageGrantKey(owner, message.kind), add: { count: -1 } },
          if: { count: { atLeast: 1 } },
        },
        {
          put: { ...marker, by, at: ctx.now(), ttl: Math.floor(ctx.deps.nowMs() / 1000) + keptSeconds },
          ifAbsent: true,
        },
      ],
      marker,
    )
    // After a lost answer the marker may be another sender's.
    return (await ctx.db.get(marker, Spent))?.by === by
  } catch (error) {
    if (error instanceof ConditionFailed) return false
    throw error
  }
}
