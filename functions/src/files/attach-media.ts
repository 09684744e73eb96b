import { AppError } from '@linli/shared/errors'
import type { Media, ShownMedia } from '@linli/shared/files/media'
import { actorId, type Context } from '../context'
import type { Write } from '../db-write'
import { looseShard, mediaKey, mediaObjectKey, StoredMedia, thumbKey } from './media-store'

/**
 * What a person attaches, and the conditioned writes that give it to one record for good: each piece must be ready, of
 * the person who uploaded it, and of no other record. They go into the verb's own transaction; when one of their
 * conditions fails, the verb asks again and this says which piece. Throws files.not_arrived.
 */
export async function attachedMedia(
  ctx: Context,
  { communityId, fileIds, to }: { communityId: string; fileIds: string[]; to: string },
): Promise<{ media: Media[]; writes: Write[] }> {
  const { pieces, writes } = await attachedPieces(ctx, { communityId, fileIds, to })
  return {
    media: pieces.map(({ fileId, kind, width, height, seconds, poster }) => {
      if (kind === 'document') throw new AppError('files.not_a_photo')
      return {
        fileId,
        kind,
        ...(width && { width }),
        ...(height && { height }),
        ...(seconds && { seconds }),
        ...(poster && { poster }),
      }
    }),
    writes,
  }
}

/** The same of any kind, documents too. */
export async function attachedPieces(
  ctx: Context,
  { communityId, fileIds, to }: { communityId: string; fileIds: string[]; to: string },
): Promise<{ pieces: StoredMedia[]; writes: Write[] }> {
  const found = await ctx.db.getMany(
    fileIds.map(fileId => mediaKey(communityId, fileId)),
    StoredMedia,
  )
  const by = actorId(ctx.actor)
  const pieces = found.map(piece => {
    const isOurs = piece?.state === 'ready' && piece.by === by && (piece.attachedTo ?? to) === to
    if (!isOurs) throw new AppError('files.not_arrived')
    return piece
  })
  return {
    pieces,
    writes: pieces
      .filter(({ attachedTo }) => attachedTo === undefined)
      .map(({ fileId }) => ({
        update: { key: mediaKey(communityId, fileId), set: { attachedTo: to }, remove: ['gs3pk', 'gs3sk'] },
        if: { state: 'ready', by, attachedTo: undefined },
      })),
  }
}

/** The same pieces with links for whoever may see the record: private, for 5 minutes. */
export const shownMedia = (ctx: Context, communityId: string, media: readonly Media[]): Promise<ShownMedia[]> =>
  Promise.all(
    media.map(async piece => ({
      ...piece,
      url: await ctx.files.downloadUrl(mediaObjectKey({ communityId, fileId: piece.fileId })),
      ...((piece.kind === 'photo' || piece.poster) && {
        thumbUrl: await ctx.files.downloadUrl(thumbKey({ communityId, fileId: piece.fileId })),
      }),
    })),
  )

/** Pieces that their record no longer has: the next sweep takes them, unless they are attached again before. */
export const releasedMedia = (
  ctx: Context,
  { communityId, fileIds, to }: { communityId: string; fileIds: string[]; to: string },
): Write[] =>
  fileIds.map(fileId => ({
    update: {
      key: mediaKey(communityId, fileId),
      set: { gs3pk: looseShard(fileId), gs3sk: ctx.now() },
      remove: ['attachedTo'],
    },
    if: { attachedTo: to },
  }))
