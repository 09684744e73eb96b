import { refusalWords } from '@linli/shared/repairs/words'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { staffActor } from '../identity/staff'
import { loadRepair, type OfRepair } from './store'

/**
 * The bill of an order that is in the caller's own hands, by a consistent read: nobody collects for work of somebody else.
 * Throws record.not_found, repairs.refused.
 */
export async function workedBill(ctx: Context, of: OfRepair): Promise<{ roomId: string; billId: string }> {
  const { assignee, roomId, billId } = await loadRepair(ctx, of)
  const why =
    assignee?.personId !== staffActor(ctx).personId ? refusalWords.notYours : !billId ? refusalWords.noBill : undefined
  if (why || !roomId || !billId) throw new AppError('repairs.refused', { message: why ?? refusalWords.noBill })
  return { roomId, billId }
}
