import { periodName } from '@linli/shared/billing/words'
import { openingApi } from '@linli/shared/opening/api'
import type { HistoryRow } from '@linli/shared/opening/schema'
import { monthOf } from '@linli/shared/time'
import { Segmented } from 'antd'
import { OfOneRoom } from '../communities/of-one-room'
import { RoomLink } from '../communities/room-link'
import { FindField } from '../kit/find-field'
import { today, yuan } from '../kit/format'
import { Card, Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { Skeleton, State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages, useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { historyWords as words } from './words'

const ways = ['month', 'room', 'payer', 'item'] as const

/** 历史缴费 of past years: by the month paid, by room, by payer, by item. */
export function HistoryList() {
  const url = useUrlState()
  const by = ways.find(way => way === url.get('by')) ?? 'month'
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
      ) : by === 'room' ? (
        <OfOneRoom>{roomId => (roomId ? <Rows asked={{ roomId }} /> : <Ask />)}</OfOneRoom>
      ) : (
        <OfText key={by} by={by} />
      )}
    </Page>
  )
}

function OfText({ by }: { by: 'payer' | 'item' }) {
  const url = useUrlState()
  const text = url.get(by)
  return (
    <>
      <div className="bar">
        <FindField label={words.find[by]} value={text} find={value => url.set({ [by]: value.trim() })} />
      </div>
      {text ? <Rows asked={{ [by]: text }} /> : <Ask />}
    </>
  )
}

const Ask = () => <Card children={<State {...words.ask} />} />

/** The month in the address; else the latest in which something was paid, since the past ends before today. */
function OfMonth() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const chosen = url.get('month')
  const newest = useRead(openingApi.newestHistory, { communityId }, { enabled: chosen === undefined })
  if (chosen === undefined && newest.isPending) return <Card children={<Skeleton />} />
  const month = chosen ?? newest.data?.month ?? monthOf(today())
  return (
    <>
      <MonthStepper month={month} byYear change={next => url.set({ month: next })} />
      <Rows asked={{ month }} />
    </>
  )
}

function Rows({ asked }: { asked: { month?: string; roomId?: string; payer?: string; item?: string } }) {
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
        { title: columns.room, cell: row => <RoomLink roomId={row.object.id} roomCode={row.object.code} /> },
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
