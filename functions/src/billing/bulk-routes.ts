import { bulkApi } from '@linli/shared/billing/bulk-api'
import { type Route, route } from '../http'
import { listBulk, listBulkItems, loadJob } from './bulk-store'
import { confirmBulk, discardBulk, startBulk } from './decide-bulk'

export const bulkRoutes: Route[] = [
  route(bulkApi.startBulk, startBulk),
  route(bulkApi.listBulk, listBulk),
  route(bulkApi.getBulk, (ctx, { communityId, jobId }) => loadJob(ctx, communityId, jobId)),
  route(bulkApi.listBulkItems, listBulkItems),
  route(bulkApi.confirmBulk, confirmBulk),
  route(bulkApi.discardBulk, discardBulk),
]
