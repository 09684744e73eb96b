import { periodName } from '@linli/shared/billing/words'
import { openingApi } from '@linli/shared/opening/api'
import type { HistoryRow } from '@linli/shared/opening/schema'
import { monthOf } from '@linli/shared/time'
import { Input, Segmented } from 'antd'
import { today, yuan } from '../kit/format'
import { Card, Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { historyWords as words } from './words'

const ways = ['month', 'payer', 'item'] as const

/** 历史缴费 of past years: by the month paid, by payer, by item. */
export function HistoryList() {
  const url = useUrlState()
  const by = ways.find(way => way === url.get('by')) ?? 'month'
  const text = by === 'month' ? undefined : url.get(by)
  return (
    <Page title={shared.pages.history} line={words.line}>
      <Segmented
        aria-label={words.tabs}
        className="bar-segment"
        value={by}
        options={ways.map(value => ({ value, label: words.by[value] }))}
        onChange={next => url.set({ by: next })}
      />
      {by === 'month' ? (
        <OfMonth />
      ) : (
        <>
          <Input.Search
            key={by}
            aria-label={words.find[by]}
            placeholder={words.find[by]}
            defaultValue={text}
            allowClear
            className="bar-search"
            onSearch={value => url.set({ [by]: value.trim() })}
          />
          {text ? (
            <Rows asked={{ [by]: text }} />
          ) : (
            <Card>
              <State {...words.ask} />
            </Card>
          )}
        </>
      )}
    </Page>
  )
}

function OfMonth() {
  const url = useUrlState()
  const month = url.get('month') ?? monthOf(today())
  return (
    <>
      <MonthStepper month={month} change={next => url.set({ month: next })} />
      <Rows asked={{ month }} />
    </>
  )
}

function Rows({ asked }: { asked: { month?: string; payer?: string; item?: string } }) {
  const { communityId } = usePlace()
  const rows = usePages(openingApi.listHistory, { communityId, ...asked })
  const { columns } = words
  return (
    <PagedTable<HistoryRow>
      caption={words.caption}
      query={rows}
      rowKey={row => row.historyId}
      empty={<State {...words.empty} />}
      columns={[
        { title: columns.room, cell: row => row.object.code },
        { title: columns.item, cell: row => row.itemName },
        { title: columns.period, cell: row => (row.period ? periodName(row.period) : kitWords.none), wide: true },
        { title: columns.paidOn, cell: row => row.paidOn ?? kitWords.none, figure: true },
        {
          title: columns.due,
          cell: row => (row.dueFen === undefined ? kitWords.none : yuan(row.dueFen)),
          figure: true,
        },
        { title: columns.paid, cell: row => yuan(row.paidFen), figure: true },
        { title: columns.payer, cell: row => row.payerName ?? kitWords.none },
        { title: columns.number, cell: row => row.number ?? kitWords.none, wide: true },
      ]}
    />
  )
}
