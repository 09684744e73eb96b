import { messagesApi } from '@linli/shared/messages/api'
import { MessageKind } from '@linli/shared/messages/schema'
import { messageDeskApi } from '@linli/shared/messages/desk-api'
import { staffMessagesApi } from '@linli/shared/messages/staff-api'
import { type Route, route } from '../http'
import { accountActor, loadAccount } from '../identity/account'
import { listPushes } from './list-pushes'
import { markRead } from './mark-read'
import { recordGrants } from './record-grants'
import { recordStaffGrants, staffTemplates } from './staff-grants'
import { messagesPk, StoredMessage } from './store'

export const routes: Route[] = [
  route(messagesApi.mine, (ctx, { limit, cursor }) =>
    ctx.db.query({
      pk: messagesPk(`A#${accountActor(ctx).accountId}#`),
      schema: StoredMessage,
      limit,
      cursor,
      newestFirst: true,
    }),
  ),
  route(messagesApi.markRead, markRead),
  route(messagesApi.templates, async ctx => {
    // Alipay's accounts get no messages of WeChat's, and are not asked for leave to send any.
    const { app } = await loadAccount(ctx, accountActor(ctx).accountId)
    const templates = app === 'wechat' ? ctx.deps.env.LINLI_WECHAT_TEMPLATES : {}
    const items = MessageKind.options.flatMap(kind => {
      const templateId = templates[kind]
      return templateId ? [{ kind, templateId }] : []
    })
    return { items }
  }),
  route(messagesApi.recordGrants, recordGrants),
  route(messageDeskApi.pushes, listPushes),
  route(staffMessagesApi.staffTemplates, staffTemplates),
  route(staffMessagesApi.recordStaffGrants, recordStaffGrants),
]
