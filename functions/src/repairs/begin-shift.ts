import { auditItem } from '../audit'
import { communityContext, type Deps, reaching } from '../context'
import { deciding } from '../db-retry'
import { dueOwner } from './store'
import { findWorker, shiftDue, waitingItem, workerKey } from './workers'

/**
 * A shift of the plan begins: what waited overnight is given out, where the community gives out by itself. The clock goes on
 * to their next shift in the same transaction, so that each beginning fires once, whoever else sweeps, and however late.
 */
export const beginShift = (deps: Deps, of: { communityId: string; personId: string }): Promise<void> =>
  deciding(async () => {
    const { communityId, personId } = of
    const ctx = communityContext(deps, communityId)
    const worker = await findWorker(ctx, communityId, personId)
    const due = worker?.nextShiftAt
    if (due === undefined || due > ctx.now()) return
    const audit = auditItem(ctx, {
      communityId,
      action: 'repairs.begin_shift',
      objectType: 'staff',
      objectId: personId,
      summary: `${worker?.name ?? ''}的班次开始`,
      technical: true,
    })
    const next = worker && shiftDue(communityId, worker, ctx.now())
    const clock = next ? { set: next } : { remove: ['nextShiftAt', 'gs3pk', 'gs3sk'] }
    await reaching(ctx, dueOwner).db.transact(
      [
        { update: { key: workerKey(communityId, personId), ...clock }, if: { nextShiftAt: due } },
        audit,
        waitingItem(ctx, communityId),
      ],
      audit.put,
    )
  })
