import type { complaintsApi } from '@linli/shared/complaints/api'
import type { Colleague, ComplaintDetail, ComplaintEvent } from '@linli/shared/complaints/schema'
import { mediaLimits } from '@linli/shared/files/media'
import { piecesWords } from '@linli/shared/files/words'
import { complaintRefusals } from '@linli/shared/complaints/words'
import type { InputOf } from '@linli/shared/contract'
import { type Permission, rolesAllow } from '@linli/shared/permissions'
import type { Context } from '../context'
import { attachedMedia } from '../files/attach-media'
import { colleaguesOf } from '../identity/colleagues'
import { staffActor, staffHere } from '../identity/staff'
import { moveComplaint, refused } from './move-complaint'
import { loadComplaint, type OfComplaint, stepsOf } from './store'
import { detailView } from './views'

type In<K extends keyof typeof complaintsApi> = InputOf<(typeof complaintsApi)[K]>

/** Throws record.not_found. */
export async function getComplaint(ctx: Context, of: OfComplaint): Promise<ComplaintDetail> {
  const [complaint, steps] = await Promise.all([loadComplaint(ctx, of), stepsOf(ctx, of)])
  return detailView(ctx, complaint, steps)
}

async function move(
  ctx: Context,
  of: OfComplaint,
  event: ComplaintEvent,
  make?: Parameters<typeof moveComplaint>[3],
): Promise<ComplaintDetail> {
  const { complaint, steps } = await moveComplaint(ctx, of, event, make)
  return detailView(ctx, complaint, steps)
}

export const accept = (ctx: Context, of: In<'accept'>) => move(ctx, of, 'accept')

/** Whom it concerns does not get it to handle either. */
export const assign = (ctx: Context, { personId, ...of }: In<'assign'>) =>
  move(ctx, of, 'assign', async ({ concerns }) => {
    const handler = await named(ctx, of.communityId, personId, 'complaints:handle')
    if (concerns.some(each => each.personId === personId)) throw refused(complaintRefusals.concerned)
    return { set: { handler }, text: handler.name, internal: true }
  })

/** Who works here, and which of them may have it to handle: two reads. */
export async function people(
  ctx: Context,
  asked: { communityId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: Colleague[]; cursor?: string }> {
  const found = await colleaguesOf(ctx, asked)
  const items = found.items.map(each => ({ ...each, handles: rolesAllow(each.roles, 'complaints:handle') }))
  return { ...found, items }
}

/** Whom it is about; who handles it so far, and is one of them, no longer does. */
export const nameConcerned = (ctx: Context, { personIds, ...of }: In<'nameConcerned'>) =>
  move(ctx, of, 'name_concerned', async ({ handler }) => {
    const asked = [...new Set(personIds)]
    const concerns = await Promise.all(asked.map(id => named(ctx, of.communityId, id, 'communities:read')))
    const isHandler = handler !== undefined && asked.includes(handler.personId)
    return {
      set: { concerns, ...(isHandler && { handler: undefined }) },
      text: concerns.map(({ name }) => name).join('、'),
      internal: true,
    }
  })

export const answer = (ctx: Context, { text, ...of }: In<'answer'>) =>
  move(ctx, of, 'answer', () => ({ set: { answer: { text, by: staffActor(ctx).name, at: ctx.now() } }, text }))

export const close = (ctx: Context, of: In<'close'>) => move(ctx, of, 'close')

export const note = (ctx: Context, { text, ...of }: In<'note'>) =>
  move(ctx, of, 'note_inside', () => ({ text, internal: true }))

/** Photographs of a letter, of a place: with it for the office alone. One that is there already is not added twice. */
export const addPictures = (ctx: Context, { fileIds, ...of }: In<'addPictures'>) =>
  move(ctx, of, 'add_pictures', async ({ pictures: before, communityId, complaintId }) => {
    const fresh = [...new Set(fileIds)].filter(id => !before.some(({ fileId }) => fileId === id))
    const to = `complaint#${complaintId}`
    const { media, writes } = await attachedMedia(ctx, { communityId, fileIds: fresh, to })
    const pictures = [...before, ...media]
    const videos = pictures.filter(({ kind }) => kind === 'video').length
    const { photo, video } = mediaLimits
    if (videos > video.pieces || pictures.length - videos > photo.pieces)
      throw refused(complaintRefusals.photos(photo.pieces))
    return { set: { pictures }, text: piecesWords(media), internal: true, further: writes }
  })

/** 公示 in the office's words: the writer's own stay theirs. */
export const publish = (ctx: Context, { title, measure, ...of }: In<'publish'>) =>
  move(ctx, of, 'publish', () => ({ set: { published: { title, measure, at: ctx.now() } }, text: title }))

export const unpublish = (ctx: Context, of: In<'unpublish'>) =>
  move(ctx, of, 'unpublish', () => ({ remove: 'published' as const }))

async function named(ctx: Context, communityId: string, personId: string, permission: Permission) {
  const staff = await staffHere(ctx, communityId, personId, permission)
  if (!staff) throw refused(complaintRefusals.notStaff)
  return { personId, name: staff.name }
}
