import type { noticesApi } from '@linli/shared/notices/api'
import { type NoticeDetail, type NoticeScope, type NoticeText, picturesIn } from '@linli/shared/notices/schema'
import { noticeCategoryNames, noticeRefusals } from '@linli/shared/notices/words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { Uploaded } from '@linli/shared/files/media'
import { auditItem } from '../audit'
import { buildingsCalled } from '../communities/buildings'
import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import { attachedPieces, releasedMedia } from '../files/attach-media'
import { idempotencyItems } from '../idempotency'
import { staffActor } from '../identity/staff'
import { dueOwner, mediaOwner, noticeWrite, type StoredNotice } from './store'
import { moveNotice } from './move-notice'
import { detailView } from './views'

const noFigures = { read: 0, confirmed: 0, objections: 0 }

/** A draft. Throws request.invalid, files.not_arrived. */
export async function createNotice(ctx: Context, input: InputOf<typeof noticesApi.create>): Promise<NoticeDetail> {
  const { communityId, ...text } = input
  const noticeId = ctx.newId()
  await knownScope(ctx, communityId, text.scope)
  const { media, writes } = await mediaOf(ctx, { communityId, noticeId }, text, [])
  const notice: StoredNotice = {
    ...text,
    communityId,
    noticeId,
    media,
    state: 'draft',
    pinned: false,
    createdAt: ctx.now(),
    createdBy: staffActor(ctx).name,
    timers: {},
    version: 1,
  }
  const answer = await detailView(ctx, notice, noFigures)
  const audit = auditItem(ctx, {
    communityId,
    action: 'notices.write',
    objectType: 'notice',
    objectId: noticeId,
    summary: `写${noticeCategoryNames[text.category]}草稿`,
  })
  await reaching(ctx, dueOwner).db.transact(
    [noticeWrite(notice, undefined), ...writes, audit, ...idempotencyItems(ctx, answer)],
    audit.put,
  )
  return answer
}

/** A draft, written again. Throws notices.refused, record.changed, request.invalid, files.not_arrived. */
export async function editNotice(ctx: Context, input: InputOf<typeof noticesApi.edit>): Promise<NoticeDetail> {
  const { communityId, noticeId, version, ...text } = input
  await knownScope(ctx, communityId, text.scope)
  const notice = await moveNotice(ctx, { communityId, noticeId }, 'edit', {
    version,
    make: async before => {
      const { media, writes } = await mediaOf(ctx, before, text, before.media)
      return { set: { ...text, objectionsUntil: text.objectionsUntil, media }, further: writes }
    },
  })
  return detailView(ctx, notice, noFigures)
}

/** Throws request.invalid for a building or unit that is not there. */
async function knownScope(ctx: Context, communityId: string, scope: NoticeScope): Promise<void> {
  if (scope.kind === 'community') return
  const asked =
    scope.kind === 'buildings' ? scope.buildings.map(building => ({ building, unit: undefined })) : scope.units
  const names = [...new Set(asked.map(({ building }) => building))]
  const found = await buildingsCalled(ctx, communityId, names)
  const isKnown = ({ building, unit }: { building: string; unit: string | undefined }) => {
    const known = found[names.indexOf(building)]
    return known !== undefined && (unit === undefined || known.units.includes(unit))
  }
  if (!asked.every(isKnown)) throw invalid('scope', noticeRefusals.buildings)
}

const invalid = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })

/** What the text needs of what was uploaded: pieces that are new to it are attached, those that it lost are released. */
async function mediaOf(
  ctx: Context,
  { communityId, noticeId }: { communityId: string; noticeId: string },
  { blocks, attachments }: Pick<NoticeText, 'blocks' | 'attachments'>,
  before: readonly Uploaded[],
): Promise<{ media: Uploaded[]; writes: Write[] }> {
  const pictures = picturesIn(blocks)
  const wanted = [...new Set([...pictures, ...attachments.map(({ fileId }) => fileId)])]
  const to = mediaOwner(noticeId)
  const fresh = wanted.filter(id => !before.some(({ fileId }) => fileId === id))
  const lost = before.filter(({ fileId }) => !wanted.includes(fileId)).map(({ fileId }) => fileId)
  const { pieces, writes } = await attachedPieces(ctx, { communityId, fileIds: fresh, to })
  const media = [...before.filter(({ fileId }) => wanted.includes(fileId)), ...pieces]
  const kindOf = (id: string) => media.find(({ fileId }) => fileId === id)?.kind
  if (pictures.some(id => kindOf(id) !== 'photo')) throw invalid('blocks', noticeRefusals.notPicture)
  if (attachments.some(({ fileId }) => kindOf(fileId) === 'video'))
    throw invalid('attachments', noticeRefusals.notDocument)
  return { media, writes: [...writes, ...releasedMedia(ctx, { communityId, fileIds: lost, to })] }
}
