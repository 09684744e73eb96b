import type { repairsApi } from '@linli/shared/repairs/api'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { costsWords, refusalWords } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import type { Context } from '../context'
import { refused } from './move-repair'
import { moveAsStaff } from './office-steps'

/** 成本, in integer fen: entered again it replaces what was there. Who bears it, of what all share. Throws repairs.refused. */
export const setCosts = (
  ctx: Context,
  { communityId, repairId, responsibility, ...costs }: InputOf<typeof repairsApi.setCosts>,
): Promise<RepairDetail> =>
  moveAsStaff(ctx, { communityId, repairId }, 'set_costs', ({ place }) => {
    if (responsibility && place.kind === 'room') throw refused(refusalWords.borneAlready)
    return { set: { costs, ...(responsibility && { responsibility }) }, text: costsWords(costs), internal: true }
  })
