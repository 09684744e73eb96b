import { noticesApi as api } from '@linli/shared/notices/api'
import { type Route, route } from '../http'
import { confirmRead, markRead } from './mark-notice'
import { getMyNotice, myNotices } from './my-notices'
import { answerObjection, object } from './object'
import { listObjections } from './objections'
import { markCalled } from './calls'
import { getNotice, listNotices, pin, publish, remind, schedule, unschedule, withdraw } from './office-steps'
import { callList, unread } from './unread'
import { createNotice, editNotice } from './write-notice'

export const routes: Route[] = [
  route(api.mine, myNotices),
  route(api.getMine, getMyNotice),
  route(api.markRead, markRead),
  route(api.confirm, confirmRead),
  route(api.object, object),
  route(api.create, createNotice),
  route(api.edit, editNotice),
  route(api.publish, publish),
  route(api.schedule, schedule),
  route(api.unschedule, unschedule),
  route(api.pin, pin),
  route(api.withdraw, withdraw),
  route(api.remind, remind),
  route(api.list, listNotices),
  route(api.get, getNotice),
  route(api.unread, unread),
  route(api.callList, callList),
  route(api.markCalled, markCalled),
  route(api.objections, listObjections),
  route(api.answer, answerObjection),
]
