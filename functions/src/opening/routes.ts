import { openingApi } from '@linli/shared/opening/api'
import { type Route, route } from '../http'
import { confirmOpening } from './confirm-opening'
import { discardDraft } from './discard-draft'
import { listHistory } from './history'
import { listDrafts } from './list-drafts'
import { newestHistory } from './newest-history'
import { reverseDraft } from './reverse-draft'
import { roomPaidThrough } from './room-paid-through'
import { viewTotals } from './totals'

export const routes: Route[] = [
  route(openingApi.totals, viewTotals),
  route(openingApi.listDrafts, listDrafts),
  route(openingApi.confirm, confirmOpening),
  route(openingApi.discard, discardDraft),
  route(openingApi.reverse, reverseDraft),
  route(openingApi.listHistory, listHistory),
  route(openingApi.newestHistory, newestHistory),
  route(openingApi.roomPaidThrough, roomPaidThrough),
]
