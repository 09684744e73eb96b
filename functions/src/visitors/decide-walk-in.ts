import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { gateApi, Looked } from '@linli/shared/visitors/gate-api'
import type { Context } from '../context'
import { look } from './look'
import { movePass } from './move-pass'
import { answeredBy, loadPass, type StoredPass } from './store'

type OfWalkIn = { communityId: string; gateId: string; passId: string }

async function loadWalkIn(ctx: Context, { gateId, ...of }: OfWalkIn): Promise<StoredPass> {
  const pass = await loadPass(ctx, of)
  if (pass.walkIn?.gateId !== gateId) throw new AppError('record.not_found')
  return pass
}

/** Whether the household has answered; if it let them in, the guard may. */
export const waiting = async (ctx: Context, of: OfWalkIn): Promise<Looked> =>
  look(ctx, await loadWalkIn(ctx, of), of.gateId, 0)

/** Nobody answered in time, or somebody spoke to the household: the guard decides. Throws visitors.refused. */
export async function decideWalkIn(ctx: Context, input: InputOf<typeof gateApi.decideWalkIn>): Promise<Looked> {
  const { allow, called, note, ...of } = input
  const before = await loadWalkIn(ctx, of)
  const set = { reason: note, ...answeredBy(before, 'guard') }
  const pass = await movePass(ctx, before, allow ? 'admit_unanswered' : 'refuse', { called, set })
  return look(ctx, pass, of.gateId, 0)
}
