import { periodName } from '@linli/shared/billing/words'
import { dunningApi } from '@linli/shared/dunning/api'
import { isExpiring } from '@linli/shared/dunning/limitation'
import type { DebtDetail } from '@linli/shared/dunning/schema'
import { reasonNames } from '@linli/shared/dunning/words'
import { Button } from 'antd'
import { useState } from 'react'
import { Banner, Refusal } from '../kit/banner'
import { DataTable } from '../kit/data-table'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { today, yuan } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { DebtActions } from './debt-actions'
import { DebtReason } from './debt-reason'
import { DebtReminders } from './debt-reminders'
import { usePrint } from './use-print'
import { dunningWords as words } from './words'

type Props = { roomId: string | undefined; debtId: string | undefined; close: () => void }

/** One household's arrears: its bills now, why, what was done, and the evidence of it. */
export function DebtShow({ roomId = '', debtId, close }: Props) {
  const { communityId } = usePlace()
  const isOpen = debtId !== undefined && debtId !== ''
  const debt = useRead(dunningApi.getDebt, { communityId, roomId, debtId: debtId ?? '' }, { enabled: isOpen })
  const { data } = debt
  return (
    <DetailDrawer
      title={data ? words.drawer(data.object.code, data.payer.name) : words.caption}
      open={isOpen}
      close={close}
      width={760}
    >
      {data ? <Details debt={data} /> : debt.error ? <Failed error={debt.error} retry={debt.refetch} /> : <Skeleton />}
    </DetailDrawer>
  )
}

function Details({ debt }: { debt: DebtDetail }) {
  const { can } = usePlace()
  const [saying, setSaying] = useState(false)
  const { reason, task } = debt
  return (
    <>
      {isExpiring(debt.expiresOn, today()) && <Banner tone="due">{words.expiring(debt.expiresOn)}</Banner>}
      {can('dunning:act') && (
        <div className="bar">
          <Button type="primary" onClick={() => setSaying(true)}>
            {words.setReason}
          </Button>
          <DebtActions debts={[debt]} />
        </div>
      )}
      <Facts
        items={[
          [words.facts.amount, yuan(debt.amountFen)],
          [words.facts.late, yuan(debt.lateFeeFen)],
          [words.facts.oldest, debt.oldestDue],
          [words.facts.expires, debt.expiresOn],
          [words.facts.reason, reason && `${reasonNames[reason.reason]}${reason.note ? `：${reason.note}` : ''}`],
          [words.facts.follow, task && `${task.what}，${words.follow(task.who, task.until)}`],
        ]}
      />
      <h3>{words.billsTitle}</h3>
      <DataTable
        caption={words.billsTitle}
        sticky={false}
        rows={debt.billList}
        rowKey={bill => bill.billId}
        columns={[
          { title: words.billColumns.item, cell: bill => bill.feeItemName },
          { title: words.billColumns.period, cell: bill => periodName(bill.period) },
          { title: words.billColumns.due, cell: bill => bill.dueDate, figure: true },
          {
            title: words.billColumns.amount,
            cell: bill => (
              <>
                {bill.disputed && <Tag tone="due">{words.disputed}</Tag>} {yuan(bill.dueFen)}
              </>
            ),
            figure: true,
          },
          { title: words.billColumns.late, cell: bill => yuan(bill.lateFeeFen), figure: true },
          { title: words.billColumns.expires, cell: bill => bill.expiresOn, figure: true },
        ]}
      />
      <h3>{words.remindersTitle}</h3>
      {can('dunning:act') && <Evidence debt={debt} />}
      <DebtReminders debt={debt} />
      <DebtReason debt={debt} open={saying} close={() => setSaying(false)} />
    </>
  )
}

function Evidence({ debt }: { debt: DebtDetail }) {
  const { communityId } = usePlace()
  const file = usePrint()
  const print = useWrite(dunningApi.printEvidence, { refreshes: ['audit.'], onDone: ({ url }) => void file.open(url) })
  const asked = { communityId, roomId: debt.object.id, debtId: debt.debtId }
  return (
    <div className="bar">
      <Button loading={print.isPending} onClick={() => print.mutate(asked)}>
        {words.evidence}
      </Button>
      {file.blocked && (
        <a href={file.blocked} target="_blank" rel="noreferrer">
          {words.openPrinted}
        </a>
      )}
      <Refusal error={print.error} />
    </div>
  )
}
