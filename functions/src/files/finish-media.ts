import { AppError } from '@linli/shared/errors'
import { Media, mediaLimits, Uploaded } from '@linli/shared/files/media'
import { uploadNames } from '@linli/shared/files/words'
import { auditItem } from '../audit'
import { actorId, type Context } from '../context'
import { ConditionFailed } from '../db'
import { cleanPhoto } from './clean-photo'
import { isDocument } from './is-document'
import { cleanVideo } from './clean-video'
import { mediaKey, mediaObjectKey, mediaUploadKey, StoredMedia, thumbKey } from './media-store'

/** The same for a household, which sends photos and videos alone. */
export const finishMedia = async (ctx: Context, asked: Finishing): Promise<Media> =>
  Media.parse(await finishUploaded(ctx, asked))

type Finishing = { communityId: string; fileId: string; posterId?: string | undefined }

/**
 * Looks at the bytes that came and keeps what may be shown of them; asked again it answers the same. What is none is
 * deleted. Only for who began the upload.
 * Throws record.not_found, files.not_arrived, files.not_a_photo and the like, files.video_too_long.
 */
export async function finishUploaded(ctx: Context, { communityId, fileId, posterId }: Finishing): Promise<Uploaded> {
  const media = await ctx.db.get(mediaKey(communityId, fileId), StoredMedia)
  if (!media || media.by !== actorId(ctx.actor) || media.state === 'removing') throw new AppError('record.not_found')
  if (media.state === 'ready') return Uploaded.parse(media)
  const about = await keep(ctx, media, posterId)
  await accepted(ctx, media, about)
  await ctx.files.remove(mediaUploadKey(media))
  return { fileId: media.fileId, kind: media.kind, ...about }
}

function keep(ctx: Context, media: StoredMedia, posterId: string | undefined): Promise<Partial<Uploaded>> {
  switch (media.kind) {
    case 'photo':
      return keepPhoto(ctx, media)
    case 'video':
      return keepVideo(ctx, media, posterId)
    case 'document':
      return keepDocument(ctx, media)
  }
}

async function keepDocument(ctx: Context, media: StoredMedia) {
  const bytes = await bytesOf(ctx, media)
  if (!isDocument(bytes)) return refuse(ctx, media, 'files.not_a_document')
  await ctx.files.put(mediaObjectKey(media), bytes, 'application/pdf')
  return {}
}

async function keepPhoto(ctx: Context, media: StoredMedia) {
  const photo = await cleanPhoto(await bytesOf(ctx, media))
  if (!photo) return refuse(ctx, media, 'files.not_a_photo')
  await ctx.files.put(mediaObjectKey(media), photo.full, 'image/jpeg')
  await ctx.files.put(thumbKey(media), photo.thumb, 'image/jpeg')
  return { width: photo.width, height: photo.height }
}

async function keepVideo(ctx: Context, media: StoredMedia, posterId: string | undefined) {
  const video = cleanVideo(await bytesOf(ctx, media))
  if (!video) return refuse(ctx, media, 'files.not_a_video')
  if (video.seconds > mediaLimits.video.seconds + 1) return refuse(ctx, media, 'files.video_too_long')
  const poster = posterId !== undefined && (await posterOf(ctx, media, posterId))
  await ctx.files.put(mediaObjectKey(media), video.bytes, 'video/mp4')
  if (poster) await ctx.files.put(thumbKey(media), poster, 'image/jpeg')
  return { seconds: Math.round(video.seconds * 10) / 10, ...(poster && { poster: true as const }) }
}

/** The small one of a photo that the same person sent; the photo itself goes like any that nothing is done with. */
async function posterOf(ctx: Context, { communityId, by }: StoredMedia, posterId: string): Promise<Uint8Array> {
  const photo = await ctx.db.get(mediaKey(communityId, posterId), StoredMedia)
  if (photo?.kind !== 'photo' || photo.state !== 'ready' || photo.by !== by) throw new AppError('files.not_arrived')
  return ctx.files.get(thumbKey(photo))
}

async function bytesOf(ctx: Context, media: StoredMedia): Promise<Uint8Array> {
  const size = await ctx.files.sizeOf(mediaUploadKey(media))
  if (size === undefined) throw new AppError('files.not_arrived')
  if (size > mediaLimits[media.kind].bytes) return refuse(ctx, media, `files.${media.kind}_too_large`)
  return ctx.files.get(mediaUploadKey(media))
}

async function refuse(
  ctx: Context,
  media: StoredMedia,
  code: ConstructorParameters<typeof AppError>[0],
): Promise<never> {
  await ctx.files.remove(mediaUploadKey(media))
  throw new AppError(code)
}

async function accepted(ctx: Context, media: StoredMedia, about: Partial<Uploaded>): Promise<void> {
  const { communityId, fileId } = media
  const audit = auditItem(ctx, {
    communityId,
    action: 'files.finish_media',
    objectType: 'media',
    objectId: fileId,
    summary: `${uploadNames[media.kind]}已通过检查`,
  })
  const update = { key: mediaKey(communityId, fileId), set: { state: 'ready', ...about } }
  try {
    await ctx.db.transact([{ update, if: { state: 'pending' } }, audit], audit.put)
  } catch (error) {
    // The same call was faster: it found the same bytes.
    if (!(error instanceof ConditionFailed)) throw error
  }
}
