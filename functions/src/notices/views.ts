import { mayDoNotice } from '@linli/shared/notices/rules'
import { NoticeDetail, type NoticeFigures, OfficeNotice, type ShownAttachment } from '@linli/shared/notices/schema'
import type { ShownMedia } from '@linli/shared/files/media'
import type { Context } from '../context'
import { shownMedia } from '../files/attach-media'
import { mediaObjectKey } from '../files/media-store'
import { actorsOf } from './move-notice'
import type { StoredNotice } from './store'

export const officeView = (notice: StoredNotice): OfficeNotice => OfficeNotice.parse(notice)

export async function detailView(ctx: Context, notice: StoredNotice, figures: NoticeFigures): Promise<NoticeDetail> {
  return NoticeDetail.parse({
    ...notice,
    ...(await shownFiles(ctx, notice)),
    figures,
    may: mayDoNotice(actorsOf(ctx), notice, ctx.now()),
  })
}

const endings = { photo: '.jpg', document: '.pdf' }

/** Its pictures and attachments with private links, which hold for 5 minutes. */
export async function shownFiles(
  ctx: Context,
  { communityId, media, attachments }: StoredNotice,
): Promise<{ pictures: ShownMedia[]; attachments: ShownAttachment[] }> {
  const photos = media.flatMap(({ kind, ...piece }) => (kind === 'photo' ? [{ ...piece, kind }] : []))
  const kindOf = (id: string) => media.find(({ fileId }) => fileId === id)?.kind
  const shown = await Promise.all(
    attachments.map(async ({ fileId, name }) => {
      const kind = kindOf(fileId) === 'photo' ? ('photo' as const) : ('document' as const)
      const file = `${name}${endings[kind]}`
      return { fileId, name, kind, url: await ctx.files.downloadUrl(mediaObjectKey({ communityId, fileId }), file) }
    }),
  )
  return { pictures: await shownMedia(ctx, communityId, photos), attachments: shown }
}
