import { expenseApi } from '@linli/shared/finance/expense-api'
import { ExpenseCategory, expenseCategoryNames } from '@linli/shared/finance/expense-category'
import type { Budget } from '@linli/shared/finance/expense-schema'
import { formatScaled, parseYuan, yuanScale } from '@linli/shared/money'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { amountRule } from '../payments/amount-rule'
import { expenseWords as words } from './expense-words'

type Values = Partial<Record<ExpenseCategory, string>>

/** A year's 预算, an amount for each category that has one. */
export function BudgetForm({ budget, open, close }: { budget: Budget | undefined; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const save = useWrite(expenseApi.saveBudget, {
    refreshes: ['finance.', 'audit.'],
    onDone: () => {
      toast(words.budgetSaved)
      close()
    },
  })
  if (!budget) return null
  const { year, version, amounts } = budget
  return (
    <FormDialog<Values>
      title={words.budgetTitle(year)}
      open={open}
      close={close}
      action={words.budgetSave}
      busy={save.isPending}
      error={save.error}
      width={680}
      initial={Object.fromEntries(
        Object.entries(amounts).map(([category, fen]) => [category, formatScaled(fen, yuanScale)]),
      )}
      submit={values =>
        save.mutate({
          communityId,
          year,
          version,
          amounts: Object.fromEntries(
            ExpenseCategory.options.flatMap(category => {
              const fen = parseYuan(values[category] ?? '')
              return fen ? [[category, fen]] : []
            }),
          ),
        })
      }
    >
      <p className="form-wide hint">{words.budgetLine}</p>
      {ExpenseCategory.options.map(category => (
        <Form.Item
          key={category}
          name={category}
          label={expenseCategoryNames[category]}
          rules={[amountRule(words.form.badAmount, undefined, 0)]}
        >
          <Input inputMode="decimal" prefix="¥" />
        </Form.Item>
      ))}
    </FormDialog>
  )
}
