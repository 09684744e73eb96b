import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { channelNames } from '@linli/shared/payments/schema'
import { type HeldTrade, mismatchText } from '@linli/shared/payments/suspense-schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { dateTime, yuan } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { SuspenseResolve } from './suspense-resolve'
import { suspenseWords as words } from './suspense-words'

/** 待查收款: what came in and fits no order, until somebody says whose it is. */
export function SuspensePage() {
  const { communityId } = usePlace()
  const query = usePages(reconciliationApi.listSuspense, { communityId })
  const [shown, setShown] = useState<HeldTrade>()
  const { columns } = words
  return (
    <Page title={shared.pages.suspense} line={words.line}>
      <PagedTable
        caption={words.caption}
        query={query}
        rowKey={held => `${held.channel}-${held.transactionId}`}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.at, cell: held => dateTime(held.at), figure: true },
          { title: columns.channel, cell: held => channelNames[held.channel] },
          { title: columns.transaction, cell: held => <span className="figure">{held.transactionId}</span> },
          {
            title: columns.order,
            cell: held => (
              <Link className="figure" to={`/c/${communityId}/orders?show=${held.orderId}`}>
                …{held.orderId.slice(-8)}
              </Link>
            ),
            wide: true,
          },
          {
            title: columns.amount,
            cell: held => (held.suspenseFen === undefined ? kitWords.none : yuan(held.suspenseFen)),
            figure: true,
          },
          {
            title: columns.why,
            cell: held => mismatchText(held.reasons),
          },
          {
            title: columns.what,
            cell: held => (
              <span className="bar">
                {held.returning && <Tag tone="due">{words.returning}</Tag>}
                <Button size="small" onClick={() => setShown(held)}>
                  {words.resolve}
                </Button>
              </span>
            ),
          },
        ]}
      />
      <SuspenseResolve held={shown} close={() => setShown(undefined)} />
    </Page>
  )
}
