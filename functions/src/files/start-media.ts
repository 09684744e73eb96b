import { mediaLimits, type UploadForm, type UploadKind } from '@linli/shared/files/media'
import { AppError } from '@linli/shared/errors'
import { uploadNames } from '@linli/shared/files/words'
import { auditItem } from '../audit'
import { actorId, type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { idempotencyItems } from '../idempotency'
import { fileIdOf } from './file-id'
import { looseOwner, looseShard, mediaKey, mediaUploadKey, StoredMedia } from './media-store'

const looseDays = 3

/**
 * A place for one photo, video or document and the form that brings it there, for 10 minutes; the bucket refuses more bytes than
 * are allowed. Asked again with the same Idempotency-Key it is the same place with a new form. What is not attached to
 * anything within three days is removed. Throws files.photo_too_large and the like.
 */
export async function startMedia(
  ctx: Context,
  { communityId, kind, size }: { communityId: string; kind: UploadKind; size: number },
): Promise<{ fileId: string; upload: UploadForm }> {
  const most = mediaLimits[kind].bytes
  if (size > most) throw new AppError(`files.${kind}_too_large`)
  const media: StoredMedia = { fileId: fileIdOf(ctx), communityId, kind, by: actorId(ctx.actor), state: 'pending' }
  const audit = auditItem(ctx, {
    communityId,
    action: 'files.start_media',
    objectType: 'media',
    objectId: media.fileId,
    summary: `上传${uploadNames[kind]}，${size} 字节`,
  })
  const until = new Date(ctx.deps.nowMs() + looseDays * 86_400_000).toISOString()
  const put = { ...mediaKey(communityId, media.fileId), ...media, gs3pk: looseShard(media.fileId), gs3sk: until }
  // The marker keeps no answer, so that a repeat comes here; another body under the same key is refused before.
  const writes = [{ put, ifAbsent: true }, audit, ...idempotencyItems(ctx, null)]
  try {
    await reaching(ctx, looseOwner).db.transact(writes, audit.put)
  } catch (error) {
    const isRepeat = error instanceof ConditionFailed && ctx.idempotency !== undefined
    const kept = isRepeat ? await ctx.db.get(mediaKey(communityId, media.fileId), StoredMedia) : undefined
    if (!kept) throw error
  }
  return { fileId: media.fileId, upload: await ctx.files.uploadForm(mediaUploadKey(media), most) }
}
