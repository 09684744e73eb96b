import { type ComplaintActor, mayDoComplaint } from '@linli/shared/complaints/rules'
import { ComplaintDetail, type ComplaintStep, MyComplaint, OfficeComplaint } from '@linli/shared/complaints/schema'
import { maskName } from '@linli/shared/people/schema'
import { rolesAllow } from '@linli/shared/permissions'
import type { Context } from '../context'
import { shownMedia } from '../files/attach-media'
import { phoneField, type StoredComplaint } from './store'

/** What the caller is to it, decided from the session and the record alone. */
export function actorsOf({ actor }: Context, complaint: StoredComplaint): ComplaintActor[] {
  if (actor.kind === 'system') return ['timer']
  if (actor.kind === 'account') return actor.accountId === complaint.accountId ? ['writer'] : []
  if (actor.kind !== 'staff') return []
  const roles = actor.grants.filter(grant => grant.communityId === complaint.communityId).map(({ role }) => role)
  return [
    ...(rolesAllow(roles, 'complaints:handle') ? (['officer'] as const) : []),
    ...(rolesAllow(roles, 'complaints:publish') ? (['manager'] as const) : []),
  ]
}

export const isConcerned = ({ actor }: Context, { concerns }: StoredComplaint): boolean =>
  actor.kind === 'staff' && concerns.some(({ personId }) => personId === actor.personId)

const mayOf = (ctx: Context, complaint: StoredComplaint) =>
  mayDoComplaint(actorsOf(ctx, complaint), complaint, { now: ctx.now(), concerned: isConcerned(ctx, complaint) })

/** As whoever wrote it reads it: without internal notes, and without whom it concerns. */
export const myView = (ctx: Context, complaint: StoredComplaint, steps: readonly ComplaintStep[]): MyComplaint =>
  MyComplaint.parse({
    ...complaint,
    steps: steps.filter(({ internal }) => !internal),
    may: mayOf(ctx, complaint),
  })

/** As the office reads it; whom it is about does not learn who complained. */
export function officeView(ctx: Context, complaint: StoredComplaint): OfficeComplaint {
  const { roomId: _room, roomCode: _code, ...rest } = OfficeComplaint.parse(complaint)
  return isConcerned(ctx, complaint) ? { ...rest, name: maskName(complaint.name) } : OfficeComplaint.parse(complaint)
}

export async function detailView(
  ctx: Context,
  complaint: StoredComplaint,
  steps: readonly ComplaintStep[],
): Promise<ComplaintDetail> {
  const { phoneSealed: sealed, complaintId, communityId, pictures } = complaint
  const isHidden = isConcerned(ctx, complaint)
  return ComplaintDetail.parse({
    ...officeView(ctx, complaint),
    steps,
    may: mayOf(ctx, complaint),
    // A photographed letter says who wrote it.
    pictures: isHidden ? [] : await shownMedia(ctx, communityId, pictures),
    ...(sealed && !isHidden && { phone: ctx.deps.secrets.open(sealed, phoneField(complaintId)) }),
  })
}
