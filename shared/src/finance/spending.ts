import { type Fen, splitByWeights, sumFen } from '../money'
import type { JournalLine } from '../payments/schema'
import { ExpenseCategory } from './expense-category'
import type { Budget, SpendingRow } from './expense-schema'

/** What one line of the journal says about spending: of which kind, and out of whose money. */
export type Spent = { category: ExpenseCategory; fund: 'own' | 'common'; fen: Fen }

export const spentBy = ({ account, category, amountFen }: JournalLine): Spent | undefined =>
  category && { category, fund: account === 'expense' ? 'own' : 'common', fen: amountFen }

/** What was spent in a month of the books. */
export type SpentInMonth = Spent & { month: string }

/** A year's spending against its budget: a row for each category that has either, and their sum. */
export function spendingOf(
  spent: readonly SpentInMonth[],
  { year, amounts }: Pick<Budget, 'year' | 'amounts'>,
): { items: SpendingRow[]; whole: Omit<SpendingRow, 'category'> } {
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`)
  const items = ExpenseCategory.options.flatMap((category): SpendingRow[] => {
    const own = spent.filter(each => each.category === category && each.month.startsWith(year))
    const budgetFen = amounts[category] ?? 0
    if (own.length === 0 && budgetFen === 0) return []
    return [
      {
        category,
        budgetFen,
        spentFen: fenOf(own),
        commonFen: fenOf(own.filter(({ fund }) => fund === 'common')),
        months: months.map(month => fenOf(own.filter(each => each.month === month))),
      },
    ]
  })
  const sum = (of: (row: SpendingRow) => Fen) => sumFen(items.map(of))
  const whole = {
    budgetFen: sum(row => row.budgetFen),
    spentFen: sum(row => row.spentFen),
    commonFen: sum(row => row.commonFen),
    months: months.map((_, i) => sum(row => row.months[i] ?? 0)),
  }
  return { items, whole }
}

const fenOf = (spent: readonly Spent[]) => sumFen(spent.map(({ fen }) => fen))

/** A year's budget as twelve months that add up to it. */
export const budgetMonths = (budgetFen: Fen): Fen[] => splitByWeights(budgetFen, Array<bigint>(12).fill(BigInt(1)))
