import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import type { Pass } from '@linli/shared/visitors/schema'
import type { Context } from '../context'
import { movePass } from './move-pass'
import { answeredBy, loadPass, passView } from './store'

/**
 * The office telephoned the household for the guard: what they said, and who. Answered alike before: the same. Throws
 * record.not_found, visitors.refused.
 */
export async function answerWalkIn(
  ctx: Context,
  { allow, note, ...of }: InputOf<typeof visitorDeskApi.answerWalkIn>,
): Promise<Pass> {
  const before = await loadPass(ctx, of)
  if (!before.walkIn) throw new AppError('record.not_found')
  if (before.state === (allow ? 'active' : 'refused')) return passView(ctx, before)
  const set = { reason: note, ...answeredBy(before, 'office') }
  return passView(ctx, await movePass(ctx, of, allow ? 'allow' : 'refuse', { set }))
}
