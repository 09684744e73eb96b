import { AppError } from '@linli/shared/errors'
import { actorId, type Context } from '../context'
import { fileKey, StoredFile } from './store'

export type ReadyPicture = { fileId: string; kind: 'photo' | 'video' }

/**
 * Pictures that the caller uploaded and whose bytes were looked at, consistently, in the order asked. Throws
 * record.not_found for any that is not there, not ready, no picture, or somebody else's.
 */
export async function readyPictures(
  ctx: Context,
  communityId: string,
  fileIds: readonly string[],
): Promise<ReadyPicture[]> {
  const files = await ctx.db.getMany(
    fileIds.map(fileId => fileKey(communityId, fileId)),
    StoredFile,
  )
  return files.map(file => {
    if (file?.state !== 'ready' || file.kind === 'logo' || file.uploadedBy !== actorId(ctx.actor))
      throw new AppError('record.not_found')
    return { fileId: file.fileId, kind: file.kind }
  })
}
