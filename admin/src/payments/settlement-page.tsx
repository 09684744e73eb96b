import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import type { MonthOfReconciliation, Reconciliation } from '@linli/shared/payments/reconciliation-schema'
import { channelNames } from '@linli/shared/payments/schema'
import { monthOf } from '@linli/shared/time'
import { DataTable } from '../kit/data-table'
import { today, yuan } from '../kit/format'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { markOf } from './reconciliation-marks'
import { reconciliationWords } from './reconciliation-words'

const { settlements: words } = reconciliationWords

/** 渠道结算: what each merchant took, gave back, was charged and sends to the bank, by day, as the channel's bills tell it. */
export function SettlementPage() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const month = url.get('month') ?? monthOf(today())
  const query = useRead(reconciliationApi.reconciliationMonth, { communityId, month })
  const { data } = query
  return (
    <Page title={shared.pages.settlements} line={words.line}>
      <MonthStepper month={month} change={next => url.set({ month: next })} />
      {data ? (
        <>
          {data.merchants.length === 0 && <Card children={<State {...reconciliationWords.nobody} />} />}
          {data.merchants.map(merchant => (
            <Merchant key={merchant.merchantRef} merchant={merchant} />
          ))}
        </>
      ) : (
        <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton rows={8} />}</Card>
      )}
    </Page>
  )
}

type Sums = Pick<Reconciliation, 'channelFen' | 'refundFen' | 'feeFen'>
const arrivesFen = ({ channelFen, refundFen, feeFen }: Sums) => channelFen - refundFen - feeFen

function Merchant({ merchant }: { merchant: MonthOfReconciliation['merchants'][number] }) {
  const name = reconciliationWords.merchant(channelNames[merchant.channel], merchant.entityName)
  const days = merchant.days.filter(({ finishedAt }) => finishedAt !== undefined)
  const sum = (of: keyof Sums) => days.reduce((total, day) => total + day[of], 0)
  const whole = { channelFen: sum('channelFen'), refundFen: sum('refundFen'), feeFen: sum('feeFen') }
  const rows = [
    ...days.map(day => ({ ...day, name: day.date, mark: markOf(day) })),
    { ...whole, name: words.total, mark: undefined },
  ]
  return (
    <Card title={name} extra={<span className="hint">{words.hint}</span>}>
      {days.length === 0 ? (
        <State {...words.empty} />
      ) : (
        <DataTable
          caption={`${words.caption} ${name}`}
          sticky={false}
          rows={rows}
          rowKey={row => row.name}
          columns={[
            { title: words.columns.date, cell: row => <span className="figure">{row.name}</span> },
            { title: words.columns.taken, cell: row => yuan(row.channelFen), figure: true },
            { title: words.columns.refunded, cell: row => yuan(row.refundFen), figure: true },
            { title: words.columns.fee, cell: row => yuan(row.feeFen), figure: true },
            { title: words.columns.arrives, cell: row => <strong>{yuan(arrivesFen(row))}</strong>, figure: true },
            {
              title: words.columns.state,
              cell: row => row.mark && <Tag tone={row.mark.tone}>{row.mark.word}</Tag>,
            },
          ]}
        />
      )}
    </Card>
  )
}
