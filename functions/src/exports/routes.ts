import { exportsApi } from '@linli/shared/exports/api'
import { type Route, route } from '../http'
import { exportLink } from './link'
import { runRestore } from './run-restore'
import { startCommunity } from './start-community'
import { startList } from './start-list'
import { startRestore } from './start-restore'
import { loadExport, ownExports } from './store'

export const routes: Route[] = [
  route(exportsApi.startList, startList),
  route(exportsApi.list, ownExports),
  route(exportsApi.get, (ctx, { communityId, exportId }) => loadExport(ctx, communityId, exportId)),
  route(exportsApi.link, exportLink),
  route(exportsApi.startCommunity, startCommunity),
  route(exportsApi.startRestore, startRestore),
  route(exportsApi.runRestore, runRestore),
]
