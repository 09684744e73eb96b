import type { complaintsApi } from '@linli/shared/complaints/api'
import { complaintFigures } from '@linli/shared/complaints/figures'
import { ComplaintKind } from '@linli/shared/complaints/schema'
import type { OutputOf } from '@linli/shared/contract'
import { monthsIn } from '@linli/shared/repairs/figures'
import type * as z from 'zod'
import type { Context } from '../context'
import { readCounters } from '../counters'
import { complaintFiguresPk } from './count-complaint'

type Figures = typeof complaintsApi.figures

/** 投诉建议统计 of a period, by kind: one query of counters. */
export async function figures(
  ctx: Context,
  { communityId, period }: z.output<Figures['input']>,
): Promise<OutputOf<Figures>> {
  const { from, to } = monthsIn(period)
  const cells = await readCounters(ctx, complaintFiguresPk(communityId), from, to)
  const items = ComplaintKind.options.map(kind => ({
    kind,
    ...complaintFigures(cells.filter(({ of }) => of === kind)),
  }))
  return { items: items.filter(({ all }) => all > 0) }
}
