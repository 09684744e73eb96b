import { AppError } from '@linli/shared/errors'
import { authorise } from '../access'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { listExports } from './lists'
import { fileOf, loadExport } from './store'

/**
 * A private link for 5 minutes, recorded. Whoever lost the right to the list meanwhile does not get its file either.
 * Throws exports.not_ready, access.forbidden.
 */
export async function exportLink(
  ctx: Context,
  input: { communityId: string; exportId: string },
): Promise<{ url: string }> {
  const known = await loadExport(ctx, input.communityId, input.exportId)
  const isThere = known.state === 'ready' && known.kind !== 'restore' && (known.expiresAt ?? '') > ctx.now()
  if (!isThere) throw new AppError('exports.not_ready')
  const access =
    listExports[known.list ?? '']?.endpoint.access ?? ({ kind: 'office', permission: 'exports:community' } as const)
  authorise(access, ctx.actor, input, ctx.today())
  const audit = auditItem(ctx, {
    communityId: known.communityId,
    action: 'exports.download',
    objectType: 'export',
    objectId: known.exportId,
    summary: `${known.title} ${known.rows} 行`,
  })
  await ctx.db.transact([audit], audit.put)
  return { url: await ctx.files.downloadUrl(fileOf(known), known.fileName) }
}
