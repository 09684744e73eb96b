import { paymentsApi } from '@linli/shared/payments/api'
import { type Deposit, type DepositState, depositStateNames } from '@linli/shared/payments/held-schema'
import { beijingDate } from '@linli/shared/time'
import { Button } from 'antd'
import { useState } from 'react'
import { FindRoom } from '../communities/find-room'
import { yuan } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { DepositReturn } from './deposit-return'
import { heldWords as held } from './desk-words'
import { depositWords as words } from './words'

const tones: Record<DepositState, Tone> = { held: 'info', returned: 'ok', reversed: 'closed' }

/** 押金 that the office holds, by room. */
export function DepositList() {
  const { communityId, can } = usePlace()
  const [returning, setReturning] = useState<Deposit>()
  const prefix = useUrlState().get('prefix')
  const deposits = usePages(paymentsApi.listDeposits, { communityId, prefix })
  const { columns } = words
  return (
    <Page title={shared.pages.deposits} line={words.line}>
      <FindRoom label={words.find} />
      <PagedTable<Deposit>
        caption={words.caption}
        query={deposits}
        rowKey={deposit => deposit.depositId}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.room, cell: deposit => deposit.object.code },
          { title: columns.name, cell: deposit => deposit.name },
          { title: columns.payer, cell: deposit => deposit.payer.name },
          { title: columns.amount, cell: deposit => yuan(deposit.amountFen), figure: true },
          { title: columns.paidOn, cell: paidOnOf, figure: true },
          { title: columns.number, cell: deposit => deposit.receiptNumber ?? kitWords.none, wide: true },
          {
            title: columns.state,
            cell: deposit => <Tag tone={tones[deposit.state]}>{depositStateNames[deposit.state]}</Tag>,
          },
          ...(can('payments:refund')
            ? [
                {
                  title: held.returnColumn,
                  cell: (deposit: Deposit) =>
                    deposit.state === 'held' && (
                      <Button size="small" onClick={() => setReturning(deposit)}>
                        {held.giveBack}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      <DepositReturn deposit={returning} close={() => setReturning(undefined)} />
    </Page>
  )
}

/** As the old books say; one that was taken at the desk has its order's own day. */
const paidOnOf = ({ paidOn, orderId, createdAt }: Deposit) =>
  paidOn ?? (orderId ? beijingDate(createdAt) : kitWords.none)
