import { type PayerPunctuality, punctualityApi } from '@linli/shared/insight/punctuality-api'
import { formatMonth } from '@linli/shared/time'
import { Segmented, Select } from 'antd'
import { Link } from 'react-router'
import { today } from '../kit/format'
import { Card, Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { Failed, Skeleton, State } from '../kit/state'
import { YearStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { usePages, useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { figureColumns, OnTimeCard } from './on-time-card'
import { onTimeWords as words } from './on-time-words'
import './overview.css'

/** 按时缴费 of a year or some of its months: by building, and each payer with how late they are. */
export function OnTimePage() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const chosen = url.get('year')
  const year = chosen && /^20\d\d$/.test(chosen) ? chosen : today().slice(0, 4)
  const months = monthsOf(year)
  const from = within(months, url.get('from'))
  const to = within(months, url.get('to'))
  const input = { year, ...(from && { from }), ...(to && { to }) }
  const report = useRead(punctualityApi.punctuality, { communityId, ...input })
  return (
    <Page title={shared.pages.onTime} line={words.line}>
      <div className="bar">
        <YearStepper
          year={Number(year)}
          change={next => url.set({ year: String(next), from: undefined, to: undefined })}
        />
        {(['from', 'to'] as const).map(name => (
          <label key={name} className="bar">
            {words[name]}
            <Select
              className="bar-select"
              value={(name === 'from' ? from : to) ?? (name === 'from' ? months[0] : months[11])}
              onChange={value => url.set({ [name]: value })}
              options={months.map(value => ({
                value,
                label: formatMonth(value),
                disabled: name === 'from' ? value > (to ?? '9') : value < (from ?? ''),
              }))}
            />
          </label>
        ))}
      </div>
      {report.data ? (
        <OnTimeCard report={report.data} input={input} />
      ) : (
        <Card>{report.error ? <Failed error={report.error} retry={report.refetch} /> : <Skeleton rows={8} />}</Card>
      )}
      <Payers input={input} buildings={report.data?.items.map(({ building }) => building) ?? []} />
    </Page>
  )
}

const monthsOf = (year: string) => Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`)
const within = (months: string[], chosen: string | undefined) => months.find(month => month === chosen)

type PayersProps = { input: { year: string; from?: string; to?: string }; buildings: string[] }

function Payers({ input, buildings }: PayersProps) {
  const { communityId } = usePlace()
  const url = useUrlState()
  const order = url.get('order') === 'late' ? 'late' : 'room'
  const building = url.get('building')
  const list = usePages(punctualityApi.payers, { communityId, ...input, order, ...(building && { building }) })
  const { columns } = words
  return (
    <>
      <div className="bar">
        <Segmented<'room' | 'late'>
          aria-label={words.order}
          className="bar-segment"
          value={order}
          options={(['room', 'late'] as const).map(value => ({ value, label: words.orders[value] }))}
          onChange={value => url.set({ order: value })}
        />
        <Select
          aria-label={words.building}
          className="bar-select"
          value={building ?? ''}
          onChange={value => url.set({ building: value || undefined })}
          options={[
            { value: '', label: words.allBuildings },
            ...buildings.filter(Boolean).map(value => ({ value, label: `${value} 栋` })),
          ]}
        />
        <span className="hint small">{words.orderHint}</span>
      </div>
      <PagedTable<PayerPunctuality>
        caption={words.caption}
        query={list}
        rowKey={({ debtId, code }) => `${debtId} ${code}`}
        empty={<State {...words.empty} />}
        columns={[
          {
            title: columns.room,
            cell: ({ roomId, code }) => <Link to={`/c/${communityId}/rooms/${roomId}/statement`}>{code}</Link>,
          },
          { title: columns.payer, cell: ({ payerName }) => payerName },
          ...figureColumns,
        ]}
      />
    </>
  )
}
