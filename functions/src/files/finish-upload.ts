import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { imageHeader } from './image-header'
import { fileKey, objectKey, StoredFile } from './store'

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
  const key = objectKey(file)
  if (file.state === 'pending') {
    const size = await ctx.deps.files.sizeOf(key)
    if (size === undefined) throw new AppError('record.not_found')
    const refused = size > mostBytes ? 'files.too_large' : await refusalOf(ctx, file, key)
    if (refused) {
      await ctx.deps.files.remove(key)
      throw new AppError(refused)
    }
    await accepted(ctx, file, size)
  }
  return { fileId: file.fileId, url: await ctx.deps.files.downloadUrl(key) }
}

/** A private link for 5 minutes, to a file that was accepted. Throws record.not_found. */
export async function fileUrl(ctx: Context, input: { communityId: string; fileId: string }): Promise<{ url: string }> {
  const file = await loadFile(ctx, input.communityId, input.fileId)
  if (file.state !== 'ready') throw new AppError('record.not_found')
  return { url: await ctx.deps.files.downloadUrl(objectKey(file)) }
}

async function loadFile(ctx: Context, communityId: string, fileId: string): Promise<StoredFile> {
  const file = await ctx.db.get(fileKey(communityId, fileId), StoredFile)
  if (!file) throw new AppError('record.not_found')
  return file
}

async function refusalOf(ctx: Context, file: StoredFile, key: string): Promise<'files.bad_type' | undefined> {
  const bytes = await ctx.deps.files.get(key)
  const header = imageHeader(bytes)
  const isSame = header?.contentType === file.contentType && bytes.length === file.size
  const isSound = header !== undefined && [header.width, header.height].every(side => side >= 1 && side <= mostPixels)
  return isSame && isSound ? undefined : 'files.bad_type'
}

async function accepted(ctx: Context, file: StoredFile, size: number): Promise<void> {
  const audit = auditItem(ctx, {
    communityId: file.communityId,
    action: 'files.finish_upload',
    objectType: 'file',
    objectId: file.fileId,
    summary: `${file.kind} 已通过检查，${size} 字节`,
  })
  const update = { key: fileKey(file.communityId, file.fileId), set: { state: 'ready' } }
  try {
    await ctx.db.transact([{ update, if: { state: 'pending' } }, audit], audit.put)
  } catch (error) {
    // The same call was faster: it found the same bytes.
    if (!(error instanceof ConditionFailed)) throw error
  }
}
