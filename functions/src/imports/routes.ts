import { importsApi } from '@linli/shared/imports/api'
import { type Route, route } from '../http'
import { confirmImport } from './confirm-import'
import { correctImport, startCorrection } from './correct-import'
import { showDetail } from './detail-store'
import { listReferring } from './find-referring'
import { previewImport } from './preview-import'
import { listProblems } from './problems'
import { reviseImport } from './revise-import'
import { deleteRule, putRule } from './rules'
import { listRules } from './settings-store'
import { startImport } from './start-import'
import { listImports, loadImport, objectKeys } from './store'
import { undoImport } from './undo-import'

export const routes: Route[] = [
  route(importsApi.start, startImport),
  route(importsApi.preview, previewImport),
  route(importsApi.get, (ctx, { communityId, importId }) => loadImport(ctx, communityId, importId)),
  route(importsApi.detail, showDetail),
  route(importsApi.list, listImports),
  route(importsApi.problems, listProblems),
  route(importsApi.problemFile, async (ctx, { communityId, importId }) => {
    const { fileName } = await loadImport(ctx, communityId, importId)
    const name = `有问题的行-${fileName.replace(/\.[^.]*$/, '')}.csv`
    return { url: await ctx.files.downloadUrl(objectKeys(communityId, importId).problems, name) }
  }),
  route(importsApi.revise, reviseImport),
  route(importsApi.startCorrection, startCorrection),
  route(importsApi.correct, correctImport),
  route(importsApi.confirm, confirmImport),
  route(importsApi.undo, undoImport),
  route(importsApi.referring, listReferring),
  route(importsApi.listRules, async (ctx, { communityId }) => ({ items: await listRules(ctx, communityId) })),
  route(importsApi.putRule, putRule),
  route(importsApi.deleteRule, deleteRule),
]
