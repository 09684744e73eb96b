import { auditItem } from '../audit'
import type { Context } from '../context'
import { idempotencyItems } from '../idempotency'
import { fileKey, type StoredFile, uploadKey } from './store'

export type StartUploadInput = Pick<StoredFile, 'communityId' | 'kind' | 'contentType' | 'size'>

/** A place for one image and a presigned PUT to it, for 10 minutes. The object's key is ours: no name of a client's is in it. */
export async function startUpload(
  ctx: Context,
  input: StartUploadInput,
): Promise<{ fileId: string; uploadUrl: string }> {
  const file: StoredFile = { ...input, fileId: ctx.newId(), state: 'pending' }
  const uploadUrl = await ctx.files.uploadUrl(uploadKey(file), file.contentType, file.size)
  const started = { fileId: file.fileId, uploadUrl }
  const audit = auditItem(ctx, {
    communityId: file.communityId,
    action: 'files.start_upload',
    objectType: 'file',
    objectId: file.fileId,
    summary: `上传 ${file.kind}，${file.size} 字节`,
  })
  const put = { ...fileKey(file.communityId, file.fileId), ...file }
  await ctx.db.transact([{ put, ifAbsent: true }, audit, ...idempotencyItems(ctx, started)], audit.put)
  return started
}
