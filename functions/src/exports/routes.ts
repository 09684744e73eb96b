import { exportsApi } from '@linli/shared/exports/api'
import { type Route, route } from '../http'
import { exportLink } from './link'
import { startList } from './start-list'
import { loadExport, ownExports } from './store'

export const routes: Route[] = [
  route(exportsApi.startList, startList),
  route(exportsApi.list, ownExports),
  route(exportsApi.get, (ctx, { communityId, exportId }) => loadExport(ctx, communityId, exportId)),
  route(exportsApi.link, exportLink),
]
