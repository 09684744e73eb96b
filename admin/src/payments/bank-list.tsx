import { bankApi } from '@linli/shared/payments/bank-api'
import { type BankBatch, type BankBatchState, bankBatchStateNames } from '@linli/shared/payments/bank-schema'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { dateTime } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { BankCreate } from './bank-create'
import { bankWords as words } from './bank-words'

export const batchTones: Record<BankBatchState, Tone> = {
  computing: 'info',
  review: 'due',
  sending: 'info',
  sent: 'info',
  closing: 'info',
  closed: 'ok',
  discarded: 'closed',
}

/** The server plans, writes a file or ends a batch. */
export const isBatchUnderWay = ({ state }: BankBatch) =>
  state === 'computing' || state === 'sending' || state === 'closing'

/** 银行代扣: batches, newest first. */
export function BankList() {
  const { communityId, can } = usePlace()
  const navigate = useNavigate()
  const url = useUrlState()
  const batches = usePages(bankApi.listBankBatches, { communityId }, { pollWhile: isBatchUnderWay })
  const { columns } = words
  return (
    <Page
      title={shared.pages.bank}
      line={words.line}
      actions={
        can('payments:reconcile') && (
          <Button type="primary" onClick={() => url.set({ create: '1' })}>
            {words.create}
          </Button>
        )
      }
    >
      <PagedTable
        caption={words.caption}
        query={batches}
        rowKey={({ batchId }) => batchId}
        open={({ batchId }) => void navigate(batchId)}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.number, cell: each => <span className="figure">{each.number}</span> },
          {
            title: columns.state,
            cell: ({ state }) => <Tag tone={batchTones[state]}>{bankBatchStateNames[state]}</Tag>,
          },
          { title: columns.sent, cell: each => words.sum(each.tally.sent), figure: true },
          { title: columns.paid, cell: each => words.sum(each.tally.paid), figure: true },
          { title: columns.failed, cell: each => words.sum(each.tally.failed), figure: true },
          { title: columns.by, cell: each => each.createdBy, wide: true },
          { title: columns.at, cell: each => dateTime(each.createdAt), figure: true },
        ]}
      />
      <BankCreate
        open={url.get('create') !== undefined}
        close={() => url.set({ create: undefined }, { replace: true })}
      />
    </Page>
  )
}
