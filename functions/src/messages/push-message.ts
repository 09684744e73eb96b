import * as z from 'zod'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { openidOfAccount } from '../identity/account'
import { Grants, messageGrantKey, messageKey, spentKey, type StoredMessage } from './store'
import type { MessageText } from './words'

const keptSeconds = 30 * 86_400
const Spent = z.object({ by: z.string() })

/**
 * Sends one WeChat subscription message for one grant. Message and grant are marked first, in one conditioned
 * transaction: of two senders one goes on, and an outcome that stays unknown is not sent again.
 * 订阅消息 subscribeMessage.send; errcode 43101: the person's grants are used up or withdrawn.
 */
export async function pushMessage(
  ctx: Context,
  accountId: string,
  message: StoredMessage,
  text: MessageText,
): Promise<StoredMessage['push']> {
  const templateId = ctx.deps.env.LINLI_WECHAT_TEMPLATES[message.kind]
  const grantKey = messageGrantKey(accountId, message.kind)
  if (templateId === undefined || ((await ctx.db.get(grantKey, Grants))?.count ?? 0) < 1) return undefined
  const openid = await openidOfAccount(ctx, accountId)
  if (openid === undefined || !(await taken(ctx, accountId, message))) return undefined
  const key = messageKey(accountId, message.messageId)
  const data = Object.fromEntries(Object.entries(text.data).map(([name, value]) => [name, { value }]))
  let push: StoredMessage['push']
  try {
    push = await ctx.deps.wechat.sendMessage({ openid, templateId, page: text.page, data })
  } catch (error) {
    // Thrown before the call itself: surely not sent, so grant and message are as before.
    const marker = spentKey(accountId, message.messageId)
    const undo = [
      { update: { key, remove: ['push'] } },
      { update: { key: grantKey, add: { count: 1 } } },
      { delete: marker },
    ]
    await ctx.db.transact(undo, key)
    throw error
  }
  await ctx.db.transact(
    [
      { update: { key, set: { push } } },
      ...(push === 'no_grant' ? [{ update: { key: grantKey, set: { count: 0 } } }] : []),
    ],
    key,
  )
  return push
}

async function taken(ctx: Context, accountId: string, message: StoredMessage): Promise<boolean> {
  const key = messageKey(accountId, message.messageId)
  const marker = spentKey(accountId, message.messageId)
  const by = ctx.newId()
  try {
    await ctx.db.transact(
      [
        { update: { key, set: { push: 'sending' } }, if: { messageId: message.messageId } },
        {
          update: { key: messageGrantKey(accountId, message.kind), add: { count: -1 } },
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
