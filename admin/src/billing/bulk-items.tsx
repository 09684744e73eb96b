import { bulkApi } from '@linli/shared/billing/bulk-api'
import type { BulkItem, BulkJob } from '@linli/shared/billing/bulk-schema'
import { periodName } from '@linli/shared/billing/words'
import { formatScaled, priceScale } from '@linli/shared/money'
import { formatFullDate } from '@linli/shared/time'
import { Segmented } from 'antd'
import { yuan } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { bulkWords as words } from './bulk-words'

/** Every bill or fee item of a job: what it becomes, and why it cannot. */
export function BulkItems({ job }: { job: BulkJob }) {
  const { communityId } = usePlace()
  const url = useUrlState()
  const show = url.get('items') === 'problems' ? ('problems' as const) : undefined
  const items = usePages(bulkApi.listBulkItems, { communityId, jobId: job.jobId, show })
  const said = (value: number | undefined) =>
    value === undefined ? '' : job.task.kind === 'tariff' ? formatScaled(value, priceScale) : yuan(value)
  return (
    <>
      <Segmented
        aria-label={words.itemsCaption}
        className="bar-segment"
        value={show ?? 'all'}
        options={[
          { value: 'all', label: words.show.all },
          { value: 'problems', label: words.show.problems },
        ]}
        onChange={next => url.set({ items: next === 'problems' ? next : undefined })}
      />
      <PagedTable
        caption={words.itemsCaption}
        query={items}
        rowKey={item => item.itemId}
        empty={<State {...words.emptyItems} />}
        columns={[
          { title: words.itemColumns.code, cell: item => item.code },
          { title: words.itemColumns.name, cell: item => item.name },
          {
            title: words.itemColumns.period,
            cell: item => (item.period ? periodName(item.period) : item.roomId && agreementOf(job)),
            wide: true,
          },
          ...(job.task.kind === 'payers'
            ? [
                { title: words.payerBefore, cell: (item: BulkItem) => item.payerBefore },
                { title: words.payerAfter, cell: (item: BulkItem) => item.payerAfter },
                { title: words.bill, cell: (item: BulkItem) => item.period && yuan(item.before), figure: true },
              ]
            : [
                { title: words.itemColumns.before, cell: (item: BulkItem) => said(item.before), figure: true },
                { title: words.itemColumns.after, cell: (item: BulkItem) => said(item.after), figure: true },
              ]),
          { title: words.itemColumns.outcome, cell: item => <Outcome item={item} /> },
        ]}
      />
    </>
  )
}

const agreementOf = ({ task }: BulkJob) => (task.kind === 'payers' ? words.agreedFrom(formatFullDate(task.from)) : '')

function Outcome({ item: { outcome, problem } }: { item: BulkItem }) {
  return (
    <>
      {outcome && <Tag tone={outcome === 'done' ? 'ok' : 'danger'}>{words.outcomes[outcome]}</Tag>} {problem}
    </>
  )
}
