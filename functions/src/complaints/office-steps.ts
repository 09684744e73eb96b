import type { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintDetail, ComplaintEvent } from '@linli/shared/complaints/schema'
import { complaintRefusals } from '@linli/shared/complaints/words'
import type { InputOf } from '@linli/shared/contract'
import type { Permission } from '@linli/shared/permissions'
import type { Context } from '../context'
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
