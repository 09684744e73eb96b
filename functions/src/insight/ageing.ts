import type { InputOf, OutputOf } from '@linli/shared/contract'
import { ageBand } from '@linli/shared/insight/ageing'
import type { AgeBand, AgeRow, reportApi } from '@linli/shared/insight/report-api'
import { monthOf } from '@linli/shared/time'
import { listFeeItems } from '../billing/fee-item-store'
import type { Context } from '../context'
import { isItem, reportFigures } from '../payments/report-figures'

type Ageing = typeof reportApi.ageing

/** What is owed now, by fee item and how long ago its period began: two reads. */
export async function ageing(ctx: Context, { communityId }: InputOf<Ageing>): Promise<OutputOf<Ageing>> {
  const now = monthOf(ctx.today())
  const [{ ages }, items] = await Promise.all([reportFigures(ctx, communityId, now), listFeeItems(ctx, communityId)])
  const rows = new Map<string, AgeRow>()
  for (const { feeItemId: tail, of, fen } of ages) {
    if (fen === 0) continue
    const item = items.find(({ feeItemId }) => isItem(tail, feeItemId))
    const row = rows.get(tail) ?? {
      feeItemId: item?.feeItemId ?? '',
      name: item?.name ?? '期初',
      totalFen: 0,
      bands: none(),
    }
    row.totalFen += fen
    row.bands[ageBand(of, now)] += fen
    rows.set(tail, row)
  }
  const order = items.map(({ feeItemId }) => feeItemId)
  return { items: [...rows.values()].sort((a, b) => order.indexOf(a.feeItemId) - order.indexOf(b.feeItemId)) }
}

const none = (): Record<AgeBand, number> => ({
  ahead: 0,
  quarter: 0,
  half: 0,
  year: 0,
  two: 0,
  three: 0,
  older: 0,
  brought: 0,
})
