import { natureNames } from '@linli/shared/billing/words'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import { sortCode } from '@linli/shared/imports/room-code'
import { type Collection, collectionOf, type Months } from '@linli/shared/insight/collection'
import type { CollectionBy, reportApi } from '@linli/shared/insight/report-api'
import { addMonths, monthOf, monthStart } from '@linli/shared/time'
import { listFeeItems } from '../billing/fee-item-store'
import type { Context } from '../context'
import { isItem, type ReportFigures, reportFigures } from '../payments/report-figures'

type Asked = InputOf<typeof reportApi.collection>
type Answer = OutputOf<typeof reportApi.collection>
type FeeItem = Awaited<ReturnType<typeof listFeeItems>>[number]

/** How long before its month a bill may be issued: counters reach back so far. */
const monthsAhead = 12

/**
 * Receivable, received and arrears of a month or year, and of the same a year before, from counters that the sealing
 * transaction keeps: two reads. A closed month's counters never move again: nothing is posted into it. A month that has not
 * begun is there once something is billed for it.
 */
export async function collection(ctx: Context, asked: Asked): Promise<Answer> {
  const { communityId, by } = asked
  const period = by === 'month' ? asked.period.slice(0, 4) : asked.period
  const months = monthsOf(period)
  const first = shifted(yearBefore(months).from, -monthsAhead)
  const [figures, items] = await Promise.all([reportFigures(ctx, communityId, first), listFeeItems(ctx, communityId)])
  const kept = within(figures, asked)
  const row = (name: { key: string; name: string; nature?: FeeItem['nature'] }, of: Kept, at: Months) => ({
    ...name,
    now: figuresOf(of, at),
    before: figuresOf(of, yearBefore(at)),
  })
  const thisMonth = monthOf(ctx.today())
  const rows =
    by === 'month'
      ? Array.from({ length: 12 }, (_, i) => {
          const month = shifted(months.from, i)
          return row({ key: month, name: month }, kept, { from: month, to: month })
        }).filter(({ key, now }) => key <= thisMonth || now.billedFen !== 0 || now.collectedFen !== 0)
      : groupsOf(kept, by, items).map(({ of, ...name }) => row(name, of, months))
  const buildings = [...new Set(figures.owed.map(({ building }) => building))].sort(byCode)
  return { items: rows, whole: row({ key: 'all', name: '合计' }, kept, months), buildings }
}

type Kept = Pick<ReportFigures, 'cells' | 'owed'>

const figuresOf = ({ cells, owed }: Kept, months: Months): Collection =>
  collectionOf(
    cells,
    owed.reduce((sum, { fen }) => sum + fen, 0),
    months,
  )

/** Of the one fee item or building that is asked for. */
function within({ cells, owed }: ReportFigures, { feeItemId, building }: Asked): Kept {
  const isAsked = (each: { feeItemId: string; building: string }) =>
    (feeItemId === undefined || isItem(each.feeItemId, feeItemId)) &&
    (building === undefined || each.building === building)
  return { cells: cells.filter(isAsked), owed: owed.filter(isAsked) }
}

type Group = { key: string; name: string; nature?: FeeItem['nature']; of: Kept }

function groupsOf(kept: Kept, by: Exclude<CollectionBy, 'month'>, items: FeeItem[]): Group[] {
  const itemOf = (tail: string) => items.find(({ feeItemId }) => isItem(tail, feeItemId))
  const keyOf = (each: { feeItemId: string; building: string }) =>
    by === 'building' ? each.building : by === 'item' ? each.feeItemId : (itemOf(each.feeItemId)?.nature ?? '')
  const groups = new Map<string, Kept>()
  const groupOf = (key: string) => {
    const found = groups.get(key) ?? { cells: [], owed: [] }
    groups.set(key, found)
    return found
  }
  for (const cell of kept.cells) groupOf(keyOf(cell)).cells.push(cell)
  for (const each of kept.owed) groupOf(keyOf(each)).owed.push(each)
  const order = by === 'item' ? items.map(({ feeItemId }) => feeItemId) : []
  return [...groups]
    .map(([key, of]): Group => {
      if (by === 'building') return { key, name: key === '' ? '不属于楼栋' : `${key} 栋`, of }
      if (by === 'nature') return { key, name: natureName(key), of }
      const item = itemOf(key)
      return { key: item?.feeItemId ?? key, name: item?.name ?? '期初', ...(item && { nature: item.nature }), of }
    })
    .sort((a, b) => (by === 'item' ? order.indexOf(a.key) - order.indexOf(b.key) : byCode(a.key, b.key)))
}

const natureName = (key: string) => new Map<string, string>(Object.entries(natureNames)).get(key) ?? '期初'
const byCode = (a: string, b: string) => (sortCode(a) < sortCode(b) ? -1 : 1)
const shifted = (month: string, by: number) => monthOf(addMonths(monthStart(month), by))
const yearBefore = ({ from, to }: Months): Months => ({ from: shifted(from, -12), to: shifted(to, -12) })
const monthsOf = (period: string): Months =>
  period.length === 4 ? { from: `${period}-01`, to: `${period}-12` } : { from: period, to: period }
