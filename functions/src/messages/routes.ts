import { messagesApi } from '@linli/shared/messages/api'
import { MessageKind } from '@linli/shared/messages/schema'
import { type Route, route } from '../http'
import { accountActor } from '../identity/account'
import { markRead } from './mark-read'
import { recordGrants } from './record-grants'
import { messagesPk, StoredMessage } from './store'

export const routes: Route[] = [
  route(messagesApi.mine, (ctx, { limit, cursor }) =>
    ctx.db.query({
      pk: messagesPk(accountActor(ctx).accountId),
      schema: StoredMessage,
      limit,
      cursor,
      newestFirst: true,
    }),
  ),
  route(messagesApi.markRead, markRead),
  route(messagesApi.templates, ctx => {
    const templates = ctx.deps.env.LINLI_WECHAT_TEMPLATES
    const items = MessageKind.options.flatMap(kind => {
      const templateId = templates[kind]
      return templateId ? [{ kind, templateId }] : []
    })
    return Promise.resolve({ items })
  }),
  route(messagesApi.recordGrants, recordGrants),
]
