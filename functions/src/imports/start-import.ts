import type { Import } from '@linli/shared/imports/api'
import { auditItem } from '../audit'
import { actorId, type Context } from '../context'
import { deciding } from '../db-retry'
import { derivedId } from '../secrets'
import { importItem, importKey, objectKeys, StoredImport } from './store'

type Input = { communityId: string; fileName: string; size: number; sha256: string }

/** Opens an import and answers where to put the file. The same file again is the same import, whatever became of it. */
export async function startImport(ctx: Context, input: Input): Promise<{ import: Import; uploadUrl: string }> {
  const { communityId, fileName, size, sha256 } = input
  const importId = derivedId('import', communityId, sha256)
  const uploadUrl = await ctx.files.uploadUrl(objectKeys(communityId, importId).file, 'application/octet-stream', size)
  const stored = await deciding(async () => {
    const known = await ctx.db.get(importKey(communityId, importId), StoredImport)
    if (known && known.state !== 'failed') return known
    const fresh: StoredImport = {
      importId,
      communityId,
      fileName,
      sha256,
      size,
      state: 'uploading',
      columns: [],
      counts: { ready: 0, unchanged: 0, bad: 0, duplicate: 0, skipped: 0, warned: 0 },
      byBuilding: [],
      total: 0,
      reading: known?.reading ?? 0,
      chunks: [],
      attempt: known?.attempt ?? 0,
      createdAt: ctx.now(),
      createdBy: ctx.actor.kind === 'staff' ? ctx.actor.name : actorId(ctx.actor),
      version: (known?.version ?? 0) + 1,
    }
    const audit = auditItem(ctx, {
      communityId,
      action: 'imports.start',
      objectType: 'import',
      objectId: importId,
      summary: `选择文件，${size} 字节`,
    })
    await ctx.db.transact([{ put: importItem(fresh), if: { version: known?.version } }, audit], audit.put)
    return fresh
  })
  return { import: { ...stored, progress: { done: 0, total: stored.total } }, uploadUrl }
}
