import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { idempotencyItems } from '../idempotency'
import { fileIdOf } from './file-id'
import { fileKey, StoredFile, uploadKey } from './store'

export type StartUploadInput = Pick<StoredFile, 'communityId' | 'kind' | 'contentType' | 'size'>
type Started = { fileId: string; uploadUrl: string }

/**
 * A place for one image and a presigned PUT to it, for 10 minutes. The object's key is ours: no name of a client's is in it.
 * Asked again with the same Idempotency-Key, it is the same file with a new link: the first one may have expired.
 */
export async function startUpload(ctx: Context, input: StartUploadInput): Promise<Started> {
  const file: StoredFile = { ...input, fileId: fileIdOf(ctx), state: 'pending' }
  const audit = auditItem(ctx, {
    communityId: file.communityId,
    action: 'files.start_upload',
    objectType: 'file',
    objectId: file.fileId,
    summary: `上传标志图片，${file.size} 字节`,
  })
  const put = { ...fileKey(file.communityId, file.fileId), ...file }
  // The marker keeps no answer, so that a repeat comes here; another body under the same key is refused before.
  const repeat = idempotencyItems(ctx, null)
  try {
    await ctx.db.transact([{ put, ifAbsent: true }, audit, ...repeat], audit.put)
  } catch (error) {
    const isRepeat = error instanceof ConditionFailed && ctx.idempotency !== undefined
    const kept = isRepeat ? await ctx.db.get(fileKey(file.communityId, file.fileId), StoredFile) : undefined
    if (!kept) throw error
  }
  return { fileId: file.fileId, uploadUrl: await ctx.files.uploadUrl(uploadKey(file), file.contentType, file.size) }
}
