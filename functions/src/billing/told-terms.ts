import type { Period } from '@linli/shared/billing/fee-schema'
import type { BusinessDate } from '@linli/shared/time'
import { addDays } from '@linli/shared/time'
import type { ItemCover } from './cover'
import { merged } from './day-ranges'
import type { StoredFeeItem } from './fee-item-store'

type Terms = NonNullable<ItemCover['terms']>
type Span = { from?: BusinessDate | undefined; to?: BusinessDate | undefined }
const [ever, never] = ['1900-01-01', '9999-12-31']

/** Whether a room can be charged the item by dates of its own. */
export const takesDates = ({ charges, formula }: StoredFeeItem): boolean =>
  charges === undefined && !['meter', 'shared', 'contract', 'duration'].includes(formula.kind)

/**
 * The terms of a room with one more row of an old system (`1#2` and its dates): charged on the days of any row, and on none
 * between them. Undefined: the office has agreed otherwise here, which stays.
 */
export function withTold(before: Terms | undefined, row: Span): Terms | undefined {
  if (before && !before.told) return undefined
  const spans = merged([...(before ? spansOf(before) : []), { from: row.from ?? ever, to: row.to ?? never }])
  const [first, last] = [spans[0]?.from ?? ever, spans.at(-1)?.to ?? never]
  const gaps = spans.slice(1).map(({ from }, i) => ({ from: addDays(spans[i]?.to ?? from, 1), to: addDays(from, -1) }))
  return {
    ...(first !== ever && { from: first }),
    ...(last !== never && { to: last }),
    ...(gaps.length > 0 && { gaps }),
    ...(before?.vacancies && { vacancies: before.vacancies }),
    told: true,
  }
}

function spansOf({ from = ever, to = never, gaps = [] }: Terms): Period[] {
  const starts = [from, ...gaps.map(gap => addDays(gap.to, 1))]
  return starts.map((start, i) => ({ from: start, to: gaps[i] ? addDays(gaps[i].from, -1) : to }))
}
