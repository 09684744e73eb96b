import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { imageHeader } from './image-header'
import { fileKey, objectKey, StoredFile, uploadKey } from './store'

const mostBytes = 2_000_000
/** A small file can claim a picture that fills the memory of whoever opens it. */
const mostPixels = 4096

/**
 * Looks at the bytes that came, and only then does the file count: PNG or JPEG as announced, of the announced size.
 * Anything else is deleted. Throws record.not_found, files.bad_type, files.too_large.
 */
export async function finishUpload(
  ctx: Context,
  input: { communityId: string; fileId: string },
): Promise<{ fileId: string; url: string }> {
  const file = await loadFile(ctx, input.communityId, input.fileId)
  if (file.state === 'pending') {
    const bytes = await checkedBytes(ctx, file)
    await ctx.files.put(objectKey(file), bytes, file.contentType)
    await accepted(ctx, file)
    await ctx.files.remove(uploadKey(file))
  }
  return { fileId: file.fileId, url: await ctx.files.downloadUrl(objectKey(file)) }
}

/** A private link for 5 minutes, to a file that was accepted. Throws record.not_found. */
export async function fileUrl(ctx: Context, input: { communityId: string; fileId: string }): Promise<{ url: string }> {
  const file = await loadFile(ctx, input.communityId, input.fileId)
  if (file.state !== 'ready') throw new AppError('record.not_found')
  return { url: await ctx.files.downloadUrl(objectKey(file)) }
}

async function loadFile(ctx: Context, communityId: string, fileId: string): Promise<StoredFile> {
  const file = await ctx.db.get(fileKey(communityId, fileId), StoredFile)
  if (!file) throw new AppError('record.not_found')
  return file
}

/** What was put, if it is what was announced; anything else is deleted. */
async function checkedBytes(ctx: Context, file: StoredFile): Promise<Uint8Array> {
  const { files } = ctx.deps
  const size = await files.sizeOf(uploadKey(file))
  if (size === undefined) throw new AppError('record.not_found')
  const bytes = size > mostBytes ? undefined : await files.get(uploadKey(file))
  if (bytes && isAnnounced(file, bytes)) return bytes
  await files.remove(uploadKey(file))
  throw new AppError(bytes ? 'files.bad_type' : 'files.too_large')
}

function isAnnounced(file: StoredFile, bytes: Uint8Array): boolean {
  const header = imageHeader(bytes)
  if (header?.contentType !== file.contentType || bytes.length !== file.size) return false
  return [header.width, header.height].every(side => side >= 1 && side <= mostPixels)
}

async function accepted(ctx: Context, file: StoredFile): Promise<void> {
  const audit = auditItem(ctx, {
    communityId: file.communityId,
    action: 'files.finish_upload',
    objectType: 'file',
    objectId: file.fileId,
    summary: `标志图片已通过检查，${file.size} 字节`,
  })
  const update = { key: fileKey(file.communityId, file.fileId), set: { state: 'ready' } }
  try {
    await ctx.db.transact([{ update, if: { state: 'pending' } }, audit], audit.put)
  } catch (error) {
    // The same call was faster: it found the same bytes.
    if (!(error instanceof ConditionFailed)) throw error
  }
}
