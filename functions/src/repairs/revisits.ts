import type { repairsApi } from '@linli/shared/repairs/api'
import type { OutputOf } from '@linli/shared/contract'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Context } from '../context'
import { contactField, repairKey, revisitsPk, StoredRepair } from './store'
import { officeView } from './views'

const Pointer = z.object({ sk: z.string(), repairId: Id })
/** More are not counted in the morning. */
const most = 100

/** Whom to call, the longest due first: two reads. */
export async function listRevisits(
  ctx: Context,
  { communityId, ...page }: { communityId: string; limit: number; cursor?: string | undefined },
): Promise<OutputOf<typeof repairsApi.listRevisits>> {
  const found = await ctx.db.query({ pk: revisitsPk(communityId), schema: Pointer, ...page })
  const keys = found.items.map(({ repairId }) => repairKey({ communityId, repairId }))
  const repairs = await ctx.db.getMany(keys, StoredRepair)
  const items = repairs.flatMap(repair => {
    if (!repair) return []
    const { contactSealed: sealed, repairId } = repair
    return [
      {
        ...officeView(repair),
        ...(sealed && { contactPhone: ctx.deps.secrets.open(sealed, contactField(repairId)) }),
      },
    ]
  })
  return { ...found, items }
}

/** Who is due to be called now, at most 100, and since when. */
export async function waitingRevisits(ctx: Context, communityId: string): Promise<{ count: number; oldest?: string }> {
  const between: [string, string] = ['0', `${ctx.now()}#~`]
  const { items } = await ctx.db.query({ pk: revisitsPk(communityId), between, schema: Pointer, limit: most })
  const [since] = items[0]?.sk.split('#') ?? []
  return { count: items.length, ...(since && { oldest: since }) }
}
