import { importsApi } from '@linli/shared/imports/api'
import { route } from '../http'
import { confirmImport } from './confirm-import'
import { previewImport } from './preview-import'
import { startImport } from './start-import'
import { importsByTimeKey, listProblems, loadImport, objectKeys, StoredImport } from './store'

export const routes = [
  route(importsApi.start, startImport),
  route(importsApi.preview, previewImport),
  route(importsApi.get, (ctx, { communityId, importId }) => loadImport(ctx, communityId, importId)),
  route(importsApi.list, async (ctx, { communityId, limit, cursor }) => {
    const found = await ctx.db.query({
      index: 'gs1',
      pk: importsByTimeKey(communityId),
      schema: StoredImport,
      newestFirst: true,
      limit,
      cursor,
    })
    return {
      ...found,
      items: found.items.map(stored => ({
        ...stored,
        progress: { done: stored.state === 'imported' ? stored.total : 0, total: stored.total },
      })),
    }
  }),
  route(importsApi.problems, listProblems),
  route(importsApi.problemFile, async (ctx, { communityId, importId }) => {
    const { fileName } = await loadImport(ctx, communityId, importId)
    return {
      url: await ctx.files.downloadUrl(
        objectKeys(communityId, importId).problems,
        `有问题的行-${fileName.replace(/\.[^.]*$/, '')}.csv`,
      ),
    }
  }),
  route(importsApi.confirm, confirmImport),
]
