import { expenseApi } from '@linli/shared/finance/expense-api'
import { expenseCategoryNames } from '@linli/shared/finance/expense-category'
import type { Expense } from '@linli/shared/finance/expense-schema'
import { channelNames } from '@linli/shared/payments/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { dateTime, yuan } from '../kit/format'
import { Tag } from '../kit/tag'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { expenseWords as words } from './expense-words'

/** One expense, and how it is taken out again. */
export function ExpenseShow({ expense, close }: { expense: Expense | undefined; close: () => void }) {
  return (
    <DetailDrawer title={expense ? `${expense.date} ${expense.payee}` : words.caption} open={!!expense} close={close}>
      {expense && <Details expense={expense} close={close} />}
    </DetailDrawer>
  )
}

function Details({ expense, close }: { expense: Expense; close: () => void }) {
  const { can } = usePlace()
  const [reversing, setReversing] = useState(false)
  const { columns, facts } = words
  const { amountFen, commonFen, reverses, reversedBy } = expense
  return (
    <>
      <Facts
        items={[
          [columns.state, <ExpenseTag key="state" expense={expense} />],
          [columns.category, expenseCategoryNames[expense.category]],
          [columns.amount, yuan(amountFen)],
          [facts.fees, yuan(amountFen - commonFen)],
          [columns.common, yuan(commonFen)],
          [facts.item, expense.feeItemName],
          [columns.channel, channelNames[expense.channel]],
          [facts.number, expense.number],
          [columns.attachment, expense.attachment],
          [facts.note, expense.note],
          [facts.reason, expense.reason],
          [facts.by, expense.enteredBy.name],
          [facts.at, dateTime(expense.enteredAt)],
        ]}
      />
      {can('finance:spend') && !reverses && !reversedBy && (
        <div className="bar">
          <span className="bar-space" />
          <Button danger onClick={() => setReversing(true)}>
            {words.reverse}
          </Button>
        </div>
      )}
      <Reverse expense={expense} open={reversing} close={() => setReversing(false)} done={close} />
    </>
  )
}

type ReverseProps = { expense: Expense; open: boolean; close: () => void; done: () => void }

function Reverse({ expense, open, close, done }: ReverseProps) {
  const { communityId } = usePlace()
  const toast = useToast()
  const reverse = useWrite(expenseApi.reverseExpense, {
    refreshes: ['finance.', 'audit.'],
    onDone: () => {
      toast(words.reversed)
      done()
    },
  })
  return (
    <ConfirmDialog
      title={words.reverseTitle(yuan(expense.amountFen))}
      open={open}
      close={close}
      action={words.reverseTitle(yuan(expense.amountFen))}
      busy={reverse.isPending}
      error={reverse.error}
      danger
      needsReason
      confirm={reason => reverse.mutate({ communityId, expenseId: expense.expenseId, reason })}
    >
      <p>{words.reverseLine}</p>
      {expense.channel === 'cash' && <p>{words.reverseCash}</p>}
    </ConfirmDialog>
  )
}

export function ExpenseTag({ expense: { reverses, reversedBy } }: { expense: Expense }) {
  if (reverses) return <Tag tone="info">{words.states.reversal}</Tag>
  return reversedBy ? <Tag tone="closed">{words.states.reversed}</Tag> : <Tag tone="ok">{words.states.posted}</Tag>
}
