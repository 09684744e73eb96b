import type { repairsApi } from '@linli/shared/repairs/api'
import { rankFor } from '@linli/shared/repairs/dispatch'
import type { Candidate, RepairDetail } from '@linli/shared/repairs/views'
import { refusalWords } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import type { Context } from '../context'
import { staffHere } from '../identity/staff'
import { dispatchable, fieldNow } from './field'
import { refused } from './move-repair'
import { moveAsStaff } from './office-steps'
import { contactField, loadRepair, type OfRepair, type StoredRepair } from './store'
import { findWorker, phoneOf, type StoredWorker } from './workers'

/** The order in somebody's hands: their number goes with it, for the household alone. */
export function giveTo(ctx: Context, { repairId }: OfRepair, worker: StoredWorker): Partial<StoredRepair> {
  const phone = phoneOf(ctx, worker)
  return {
    assignee: { personId: worker.personId, name: worker.name, at: ctx.now() },
    assigneePhoneSealed: phone ? ctx.deps.secrets.seal(phone, contactField(repairId)) : undefined,
  }
}

/** Whom the order could go to, the best first, each with why. */
export async function candidates(ctx: Context, of: OfRepair): Promise<{ items: Candidate[] }> {
  const [repair, field] = await Promise.all([loadRepair(ctx, of), fieldNow(ctx, of.communityId)])
  const ranked = rankFor(dispatchable(repair, ctx.now()), field)
  return {
    items: ranked.map(({ worker, fits, why }) => ({
      personId: worker.personId,
      name: worker.name,
      openOrders: worker.load,
      why,
      fits,
    })),
  }
}

/**
 * 派单 by hand, to whomever the dispatcher wants, or to the best one; an order that is in somebody's hands changes them
 * (换人). Throws repairs.refused.
 */
export async function assign(
  ctx: Context,
  { personId, reason, ...of }: InputOf<typeof repairsApi.assign>,
): Promise<RepairDetail> {
  const known = await loadRepair(ctx, of)
  const best = personId === undefined ? await bestFor(ctx, known) : undefined
  const worker = best
    ? await loadTaker(ctx, of.communityId, best.personId)
    : await loadTaker(ctx, of.communityId, personId)
  return known.assignee ? transferTo(ctx, of, worker, reason) : give(ctx, of, worker, best?.why ?? reason)
}

/** 转给同事: their own order, by whoever has it. */
export const transfer = async (
  ctx: Context,
  { personId, reason, ...of }: OfRepair & { personId: string; reason?: string | undefined },
) => transferTo(ctx, of, await loadTaker(ctx, of.communityId, personId), reason)

const give = (ctx: Context, of: OfRepair, worker: StoredWorker, text: string | undefined) =>
  moveAsStaff(ctx, of, 'assign', () => ({ set: giveTo(ctx, of, worker), text: told(worker, text) }))

const transferTo = (ctx: Context, of: OfRepair, worker: StoredWorker, reason: string | undefined) =>
  moveAsStaff(ctx, of, 'transfer', ({ assignee }) => {
    if (assignee?.personId === worker.personId) throw refused(refusalWords.toHimself)
    return { set: giveTo(ctx, of, worker), text: told(worker, reason) }
  })

export const told = ({ name }: StoredWorker, text: string | undefined) => (text ? `${name}：${text}` : name)

/** Somebody who repairs here and still works here. Throws repairs.refused. */
export async function loadTaker(ctx: Context, communityId: string, personId = ''): Promise<StoredWorker> {
  const [worker, staff] = await Promise.all([
    findWorker(ctx, communityId, personId),
    staffHere(ctx, communityId, personId, 'repairs:work'),
  ])
  if (!worker?.active || !staff) throw refused(refusalWords.notAWorker)
  return worker
}

async function bestFor(ctx: Context, repair: StoredRepair): Promise<{ personId: string; why: string }> {
  const [best] = rankFor(dispatchable(repair, ctx.now()), await fieldNow(ctx, repair.communityId))
  if (!best?.fits) throw refused(refusalWords.nobody)
  return { personId: best.worker.personId, why: best.why }
}
