import { refusalWords } from '@linli/shared/repairs/words'
import { AppError } from '@linli/shared/errors'
import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { auditItem } from '../audit'
import { communityContext, type Context, type Deps, reaching } from '../context'
import { deciding } from '../db-retry'
import { staffHere } from '../identity/staff'
import { queryAll } from '../query-all'
import { moveRepair } from './move-repair'
import { dueOwner, StoredRepair, workOf } from './store'
import { findWorker, workerItem } from './workers'

export const ReleaseWorkerBody = z.object({ communityId: CommunityId, personId: Id })
type Released = z.output<typeof ReleaseWorkerBody>
const most = 500

/**
 * What somebody who repairs no more here had in their hands goes back to whoever dispatches, with why; nothing new comes to
 * them. Safe to run twice, and it leaves alone who was taken on again meanwhile.
 */
export async function releaseWorker(deps: Deps, of: Released): Promise<void> {
  const { communityId, personId } = of
  const ctx = communityContext(deps, communityId)
  if (await staffHere(ctx, communityId, personId, 'repairs:work')) return
  await retired(ctx, of)
  const pk = workOf(communityId, personId, 'open')
  const schema = StoredRepair.pick({ repairId: true })
  for (const { repairId } of await queryAll(ctx.db, { index: 'gs2', pk, schema }, most))
    await handedBack(ctx, { communityId, repairId }, personId)
}

async function handedBack(
  ctx: Context,
  of: { communityId: string; repairId: string },
  personId: string,
): Promise<void> {
  try {
    await moveRepair(ctx, of, 'hand_back', ({ assignee, handedBackBy = [] }) => {
      // By an index, which may be late: somebody else has it by now.
      if (assignee?.personId !== personId) throw new AppError('repairs.refused')
      // Their phone may still have something to tell of it (hand-over-unsent.ts).
      const by = [...new Set([...handedBackBy, personId])].slice(-20)
      return { text: refusalWords.left, set: { reason: refusalWords.left, handedBackBy: by } }
    })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'repairs.refused') throw error
  }
}

const retired = (ctx: Context, { communityId, personId }: Released): Promise<void> =>
  deciding(async () => {
    const known = await findWorker(ctx, communityId, personId)
    if (!known?.active) return
    const audit = auditItem(ctx, {
      communityId,
      action: 'repairs.save_worker',
      objectType: 'staff',
      objectId: personId,
      summary: '不再维修，停用',
    })
    const card = { ...known, active: false, onShift: false, leftAt: ctx.now(), version: known.version + 1 }
    const put = workerItem(communityId, card, ctx.now())
    await reaching(ctx, dueOwner).db.transact([{ put, if: { version: known.version } }, audit], audit.put)
  })
