import { bulkApi } from '@linli/shared/billing/bulk-api'
import { type BulkJob, type BulkState, bulkKindNames, bulkStateNames } from '@linli/shared/billing/bulk-schema'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { count, dateTime } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { BulkPayers } from './bulk-payers'
import { BulkReissue } from './bulk-reissue'
import { BulkTariff } from './bulk-tariff'
import { bulkWords as words } from './bulk-words'

export const bulkTones: Record<BulkState, Tone> = {
  preparing: 'info',
  ready: 'due',
  working: 'info',
  done: 'ok',
  discarded: 'closed',
  failed: 'danger',
}

/** The server previews or works. */
export const isBusy = ({ state }: BulkJob) => state === 'preparing' || state === 'working'

export function BulkList() {
  const { communityId, can } = usePlace()
  const navigate = useNavigate()
  const url = useUrlState()
  const jobs = usePages(bulkApi.listBulk, { communityId }, { pollWhile: isBusy })
  const close = () => url.set({ start: undefined }, { replace: true })
  return (
    <Page
      title={shared.pages.bulk}
      line={words.line}
      actions={
        can('billing:void') && (
          <>
            <Button onClick={() => url.set({ start: 'payers' })}>{words.payers}</Button>
            <Button onClick={() => url.set({ start: 'tariff' })}>{words.tariff}</Button>
            <Button type="primary" onClick={() => url.set({ start: 'reissue' })}>
              {words.reissue}
            </Button>
          </>
        )
      }
    >
      <PagedTable
        caption={words.caption}
        query={jobs}
        rowKey={job => job.jobId}
        open={job => void navigate(job.jobId)}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.what, cell: job => bulkKindNames[job.task.kind] },
          {
            title: words.columns.state,
            cell: job => <Tag tone={bulkTones[job.state]}>{bulkStateNames[job.state]}</Tag>,
          },
          { title: words.columns.count, cell: job => count(job.count), figure: true },
          { title: words.columns.done, cell: job => count(job.done), figure: true },
          { title: words.columns.refused, cell: job => count(job.refused), figure: true },
          { title: words.columns.by, cell: job => job.createdBy },
          { title: words.columns.at, cell: job => dateTime(job.createdAt), figure: true },
        ]}
      />
      <BulkReissue open={url.get('start') === 'reissue'} close={close} />
      <BulkPayers open={url.get('start') === 'payers'} close={close} />
      <BulkTariff open={url.get('start') === 'tariff'} close={close} />
    </Page>
  )
}
