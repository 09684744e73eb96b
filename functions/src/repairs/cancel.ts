import type { repairsApi } from '@linli/shared/repairs/api'
import { decide } from '@linli/shared/repairs/rules'
import { RepairDetail } from '@linli/shared/repairs/views'
import type { InputOf } from '@linli/shared/contract'
import { voidBillWith } from '../billing/void-bill'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { staffActor } from '../identity/staff'
import { actorsOf } from './actors'
import { moveRepair, prepareMove } from './move-repair'
import { dueOwner, loadRepair } from './store'
import { detailView } from './views'

/**
 * 取消 before work, by who dispatches; 撤销 later, by a manager alone. A bill of it is voided in the same transaction, by
 * billing's own rules: one that is paid or being paid refuses it. Throws repairs.refused, billing.cannot_void, billing.being_paid.
 */
export async function cancel(
  ctx: Context,
  { reason, ...of }: InputOf<typeof repairsApi.cancel>,
): Promise<RepairDetail> {
  staffActor(ctx)
  const known = await loadRepair(ctx, of)
  const event = decide('cancel', actorsOf(ctx, known), known, { now: ctx.now() }).ok ? 'cancel' : 'revoke'
  const change = () => ({ text: reason, set: { reason } })
  if (known.billId === undefined) return RepairDetail.parse(await moveRepair(ctx, of, event, change))
  return deciding(async () => {
    const before = await loadRepair(ctx, of)
    const { billId = '', roomId = '', communityId } = before
    const { repair, steps, writes } = await prepareMove(ctx, before, event, change)
    // The void's own record says who did it and why: one transaction has one.
    const wide = reaching(ctx, dueOwner)
    await voidBillWith(
      wide,
      { communityId, roomId, billId, reason: `${repair.number} ${reason}`, reissue: false },
      () => writes,
    )
    return detailView(ctx, repair, steps)
  })
}
