import { canSeeBill } from '@linli/shared/billing/visibility'
import { AppError } from '@linli/shared/errors'
import { billHomeOf } from '../access'
import type { Context, GrantedHome } from '../context'
import { loadBill, type StoredBill } from './store'

type Place = { communityId: string; roomId: string }

/** A bill of the caller's home. Throws record.not_found also for one that is none of this resident's business. */
export async function ownBill(
  ctx: Context,
  input: Place & { billId: string },
): Promise<{ home: GrantedHome; bill: StoredBill }> {
  const home = ownHome(ctx, input)
  const bill = await loadBill(ctx, input.communityId, input.roomId, input.billId)
  if (!canSeeBill(home, bill)) throw new AppError('record.not_found')
  return { home, bill }
}

export function ownHome(ctx: Context, place: Place): GrantedHome {
  const home = ctx.actor.kind === 'account' ? billHomeOf(ctx.actor, place, ctx.today()) : undefined
  if (!home) throw new AppError('access.forbidden')
  return home
}
