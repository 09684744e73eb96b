import { messagesApi } from '@linli/shared/messages/api'
import { messageDeskApi } from '@linli/shared/messages/desk-api'
import { staffMessagesApi } from '@linli/shared/messages/staff-api'
import { type Route, route } from '../http'
import { accountActor } from '../identity/account'
import { markCalled } from './calls'
import { listDeliveries } from './list-deliveries'
import { listPushes } from './list-pushes'
import { markRead } from './mark-read'
import { loadQuiet, saveQuiet } from './quiet-hours'
import { recordGrants } from './record-grants'
import { grantsOf, mySettings, saveMySettings } from './settings'
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
  route(messagesApi.templates, async ctx => ({ items: await grantsOf(ctx, accountActor(ctx).accountId) })),
  route(messagesApi.settings, mySettings),
  route(messagesApi.saveSettings, saveMySettings),
  route(messageDeskApi.deliveries, listDeliveries),
  route(messageDeskApi.markCalled, markCalled),
  route(messageDeskApi.quietHours, (ctx, { communityId }) => loadQuiet(ctx, communityId)),
  route(messageDeskApi.saveQuietHours, saveQuiet),
  route(messagesApi.recordGrants, recordGrants),
  route(messageDeskApi.pushes, listPushes),
  route(staffMessagesApi.staffTemplates, staffTemplates),
  route(staffMessagesApi.recordStaffGrants, recordStaffGrants),
]
