import type { repairsApi } from '@linli/shared/repairs/api'
import { decide } from '@linli/shared/repairs/rules'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { revisitOutcomeNames } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import type { Context } from '../context'
import { actorsOf } from './actors'
import { calledSet, reachedIn } from './called'
import { moveAsStaff } from './office-steps'
import { loadRepair } from './store'

/**
 * 电话回访, by whomever the setting asks for, or of the office's own will. Who is not satisfied has the order opened again
 * while that may be; afterwards it is a task, until another call settles it. Throws repairs.refused.
 */
export async function revisit(
  ctx: Context,
  { outcome, words, ...of }: InputOf<typeof repairsApi.revisit>,
): Promise<RepairDetail> {
  const known = await loadRepair(ctx, of)
  const said = `${revisitOutcomeNames[outcome]}：${words}`
  if (outcome === 'unsatisfied' && decide('reopen', actorsOf(ctx, known), known, { now: ctx.now() }).ok)
    return moveAsStaff(ctx, of, 'reopen', repair => ({
      set: { reason: `回访${said}`, tally: reachedIn(repair, outcome) },
      text: `回访${said}`,
    }))
  return moveAsStaff(ctx, of, 'revisit', repair => ({
    set: calledSet(ctx, repair, outcome, words),
    text: said,
    internal: true,
  }))
}
