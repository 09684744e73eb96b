import { expenseApi } from '@linli/shared/finance/expense-api'
import { ExpenseCategory, expenseCategoryNames } from '@linli/shared/finance/expense-category'
import type { Expense } from '@linli/shared/finance/expense-schema'
import { channelNames } from '@linli/shared/payments/schema'
import { formatMonth } from '@linli/shared/time'
import { Button, Select } from 'antd'
import { useCallback, useState } from 'react'
import { useNavigate } from 'react-router'
import { today, yuan } from '../kit/format'
import { Card, Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { Failed, Skeleton, State } from '../kit/state'
import { YearStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages, useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { BudgetForm } from './budget-form'
import { ExpenseForm } from './expense-form'
import { ExpenseShow, ExpenseTag } from './expense-show'
import { expenseWords as words } from './expense-words'
import { SpendingCard } from './spending-card'

/** 支出和预算 of a year: what was spent against what may be, and each expense by the day it was paid. */
export function ExpensePage() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const [entering, setEntering] = useState(false)
  const [budgeting, setBudgeting] = useState(false)
  const chosen = url.get('year')
  const year = chosen && /^20\d\d$/.test(chosen) ? chosen : today().slice(0, 4)
  const spending = useRead(expenseApi.spending, { communityId, year })
  const navigate = useNavigate()
  const choose = useCallback(
    (of: { month?: string; category?: string }) =>
      void navigate(`/c/${communityId}/expenses?${new URLSearchParams({ year, ...of }).toString()}`),
    [navigate, communityId, year],
  )
  return (
    <Page
      title={shared.pages.expenses}
      line={words.line}
      actions={
        can('finance:spend') && (
          <div className="bar">
            <Button disabled={!spending.data} onClick={() => setBudgeting(true)}>
              {words.budget}
            </Button>
            <Button type="primary" onClick={() => setEntering(true)}>
              {words.enter}
            </Button>
          </div>
        )
      }
    >
      <YearStepper year={Number(year)} change={next => url.set({ year: String(next), month: undefined })} />
      {spending.data ? (
        <SpendingCard spending={spending.data} choose={choose} />
      ) : (
        <Card>
          {spending.error ? <Failed error={spending.error} retry={spending.refetch} /> : <Skeleton rows={8} />}
        </Card>
      )}
      <Entries year={year} />
      <ExpenseForm open={entering} close={() => setEntering(false)} />
      <BudgetForm budget={spending.data?.budget} open={budgeting} close={() => setBudgeting(false)} />
    </Page>
  )
}

function Entries({ year }: { year: string }) {
  const { communityId } = usePlace()
  const url = useUrlState()
  const [shown, setShown] = useState<Expense>()
  const asked = url.get('month')
  const month = asked?.startsWith(year) ? asked : undefined
  const category = ExpenseCategory.safeParse(url.get('category')).data
  const expenses = usePages(expenseApi.listExpenses, {
    communityId,
    year,
    ...(month && { month }),
    ...(category && { category }),
  })
  const { columns } = words
  return (
    <>
      <div className="bar">
        <Select
          aria-label={words.findMonth}
          className="bar-select"
          value={month ?? ''}
          onChange={value => url.set({ month: value || undefined })}
          options={[{ value: '', label: words.wholeYear }, ...monthsOf(year)]}
        />
        <Select
          aria-label={words.findCategory}
          className="bar-select"
          value={category ?? ''}
          onChange={value => url.set({ category: value || undefined })}
          options={[
            { value: '', label: words.allCategories },
            ...ExpenseCategory.options.map(value => ({ value, label: expenseCategoryNames[value] })),
          ]}
        />
      </div>
      <PagedTable<Expense>
        caption={words.caption}
        query={expenses}
        rowKey={({ expenseId }) => expenseId}
        open={setShown}
        selected={shown?.expenseId}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.date, cell: ({ date }) => date },
          { title: columns.category, cell: row => expenseCategoryNames[row.category] },
          { title: columns.payee, cell: ({ payee }) => payee },
          { title: columns.amount, cell: row => yuan(row.amountFen), figure: true },
          {
            title: columns.common,
            cell: row => (row.commonFen === 0 ? kitWords.none : yuan(row.commonFen)),
            figure: true,
          },
          { title: columns.channel, cell: row => channelNames[row.channel], wide: true },
          { title: columns.attachment, cell: row => row.attachment ?? kitWords.none, wide: true },
          { title: columns.state, cell: row => <ExpenseTag expense={row} /> },
        ]}
      />
      <ExpenseShow expense={shown} close={() => setShown(undefined)} />
    </>
  )
}

const monthsOf = (year: string) =>
  Array.from({ length: 12 }, (_, i) => {
    const value = `${year}-${String(i + 1).padStart(2, '0')}`
    return { value, label: formatMonth(value) }
  })
