import type { OutputOf } from '@linli/shared/contract'
import { expenseApi } from '@linli/shared/finance/expense-api'
import { expenseCategoryNames } from '@linli/shared/finance/expense-category'
import type { SpendingRow } from '@linli/shared/finance/expense-schema'
import { budgetMonths } from '@linli/shared/finance/spending'
import { lazy, Suspense, useMemo } from 'react'
import { ExportButton } from '../exports/export-button'
import { DataTable } from '../kit/data-table'
import { percent, yuan } from '../kit/format'
import { Card } from '../kit/page'
import { Skeleton, State } from '../kit/state'
import { kitWords } from '../kit/words'
import { expenseWords } from './expense-words'

const BarChart = lazy(() => import('../insight/bar-chart').then(m => ({ default: m.BarChart })))
const words = expenseWords.spending
const monthNames = Array.from({ length: 12 }, (_, i) => `${i + 1}月`)

type Props = {
  spending: OutputOf<typeof expenseApi.spending>
  /** The month of a bar, the category of a row. */
  choose: (of: { month?: string; category?: string }) => void
}
type Line = Omit<SpendingRow, 'category'> & { category?: SpendingRow['category'] }

/** A year's spending against its budget, month by month, and the same in figures by category. */
export function SpendingCard({ spending, choose }: Props) {
  const { items, whole, budget } = spending
  const series = useMemo(
    () => [
      { name: words.budget, tone: 'plan' as const, fen: budgetMonths(whole.budgetFen) },
      { name: words.spent, tone: 'spent' as const, fen: whole.months },
    ],
    [whole],
  )
  const open = useMemo(
    () => (nth: number) => choose({ month: `${budget.year}-${String(nth + 1).padStart(2, '0')}` }),
    [budget.year, choose],
  )
  if (items.length === 0) return <Card children={<State head={words.none} line={words.noneLine} />} />
  return (
    <Card title={findingOf(items, whole)}>
      <p className="hint small">{words.means}</p>
      <Suspense fallback={<Skeleton rows={5} />}>
        <BarChart names={monthNames} series={series} label={words.aria} open={open} />
      </Suspense>
      <DataTable<Line>
        caption={words.caption}
        rows={[...items, whole]}
        rowKey={({ category }) => category ?? 'all'}
        sticky={false}
        open={({ category }) => choose(category ? { category } : {})}
        columns={[
          {
            title: expenseWords.category,
            cell: ({ category }) => (category ? expenseCategoryNames[category] : words.total),
          },
          { title: words.budget, cell: row => yuan(row.budgetFen), figure: true },
          { title: words.spent, cell: row => yuan(row.spentFen), figure: true },
          { title: words.common, cell: row => yuan(row.commonFen), figure: true },
          { title: words.left, cell: row => yuan(row.budgetFen - row.spentFen), figure: true },
          { title: words.share, cell: row => shareOf(row) ?? kitWords.none, figure: true },
        ]}
      />
      <div className="table-foot">
        <span className="bar">
          <ExportButton endpoint={expenseApi.spending.id} input={{ year: budget.year }} />
        </span>
      </div>
    </Card>
  )
}

const bpOf = ({ budgetFen, spentFen }: Line) => Math.floor((spentFen * 10_000) / budgetFen)
const shareOf = (row: Line) => (row.budgetFen > 0 ? percent(bpOf(row)) : undefined)

/** What is worth knowing first: a category beyond its budget, else how much of the year's is used. */
function findingOf(items: SpendingRow[], whole: Line): string {
  const [worst] = items
    .filter(row => row.budgetFen > 0 && row.spentFen > row.budgetFen)
    .toSorted((a, b) => bpOf(b) - bpOf(a))
  if (worst) return words.over(expenseCategoryNames[worst.category], shareOf(worst) ?? '')
  const share = shareOf(whole)
  return share ? words.within(share) : words.noBudget(yuan(whole.spentFen))
}
