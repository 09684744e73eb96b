import { complaintTimers, decideComplaint, shelfOf } from '@linli/shared/complaints/rules'
import type { ComplaintEvent, ComplaintStep } from '@linli/shared/complaints/schema'
import { complaintEventNames, complaintRefusals } from '@linli/shared/complaints/words'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { messageItems } from '../messages/message-item'
import {
  complaintWrites,
  dueOwner,
  loadComplaint,
  mostSteps,
  type OfComplaint,
  stepItem,
  stepsOf,
  type StoredComplaint,
} from './store'
import { countItems } from './count-complaint'
import { actorsOf, detailView, isConcerned, myView } from './views'

type Change = {
  set?: Partial<StoredComplaint>
  remove?: 'published'
  text?: string | undefined
  internal?: boolean
  further?: Write[]
}
type Making = (complaint: StoredComplaint) => Change | Promise<Change>

/**
 * One transition: the rules decide it from the record as it is now; its state, clocks, history, what it tells, its audit
 * record and the repeat's answer are one transaction on its version. Throws record.not_found, complaints.refused.
 */
export async function moveComplaint(
  ctx: Context,
  of: OfComplaint,
  event: ComplaintEvent,
  make: Making = () => ({}),
): Promise<{ complaint: StoredComplaint; steps: ComplaintStep[] }> {
  return deciding(async () => {
    const before = await loadComplaint(ctx, of)
    const now = ctx.now()
    const asked = { now, concerned: isConcerned(ctx, before) }
    const decision = decideComplaint(event, actorsOf(ctx, before), before, asked)
    if (!decision.ok) throw refused(decision.why)
    if (before.version >= mostSteps && (event === 'add_note' || event === 'note_inside' || event === 'add_pictures'))
      throw refused(complaintRefusals.full)
    const [{ set = {}, remove, text, internal, further = [] }, known] = await Promise.all([
      make(before),
      stepsOf(ctx, of),
    ])
    const ended = shelfOf(decision.to) === 'over' && before.endedAt === undefined ? { endedAt: now } : {}
    const timers = Object.fromEntries(Object.entries(before.timers).filter(([timer]) => timer !== event))
    const complaint: StoredComplaint = {
      ...before,
      state: decision.to,
      ...ended,
      timers: complaintTimers(timers, decision.move, before.dueOn, now),
      ...set,
      version: before.version + 1,
    }
    if (remove) delete complaint[remove]
    if (event === 'reopen') delete complaint.endedAt
    const step = stepOf(ctx, event, text, internal)
    const steps = [...known, step]
    const answer =
      ctx.actor.kind === 'account' ? myView(ctx, complaint, steps) : await detailView(ctx, complaint, steps)
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'complaints.act',
      objectType: 'complaint',
      objectId: of.complaintId,
      summary: `${complaint.number} ${complaintEventNames[event]}`,
    })
    const writes = [
      ...complaintWrites(complaint, before),
      { put: stepItem(of, step, complaint.version), ifAbsent: true },
      ...further,
      ...countItems(ctx, complaint, before),
      ...(decision.move.tells?.includes('writer') ? newsItems(ctx, complaint, event) : []),
      audit,
      ...idempotencyItems(ctx, answer),
    ]
    await reaching(ctx, dueOwner).db.transact(writes, audit.put)
    return { complaint, steps }
  })
}

export const refused = (message: string) => new AppError('complaints.refused', { message })

/** Whoever wrote it by the app is told; the others are called. */
const newsItems = (ctx: Context, complaint: StoredComplaint, event: ComplaintEvent): Write[] =>
  complaint.accountId
    ? messageItems(ctx, {
        communityId: complaint.communityId,
        key: `complaint#${complaint.complaintId}#${complaint.version}`,
        accountIds: [complaint.accountId],
        facts: {
          kind: 'complaint_news',
          roomCode: complaint.roomCode ?? '',
          complaintId: complaint.complaintId,
          communityId: complaint.communityId,
          ...(complaint.roomId && { roomId: complaint.roomId }),
          number: complaint.number,
          complaintKind: complaint.kind,
          event,
        },
      })
    : []

/** A resident is nobody's name here: an account that is deleted leaves none. */
export const stepOf = (
  { actor, ...ctx }: Context,
  event: ComplaintStep['event'],
  text: string | undefined,
  internal = false,
): ComplaintStep => ({
  stepId: ctx.newId(),
  at: ctx.now(),
  event,
  by:
    actor.kind === 'staff'
      ? { kind: 'staff', name: actor.name }
      : { kind: actor.kind === 'account' ? 'resident' : 'system' },
  ...(text && { text }),
  ...(internal && { internal: true as const }),
})
