import { type Occupancy, occupancyRoleNames, type Room, shareText } from '@linli/shared/communities/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Column, DataTable } from '../kit/data-table'
import { Tag } from '../kit/tag'
import { usePlace } from '../session'
import { OccupancyAdd } from './occupancy-add'
import { currentOf, endedOf } from './occupancy-dates'
import { OccupancyEnd } from './occupancy-end'
import { communityWords as words } from './words'

/** Who lives in a room now, and who did. */
export function OccupancyTable({ room }: { room: Room }) {
  const { communityId, can } = usePlace()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Occupancy>()
  const current = currentOf(room.occupancies)
  const ended = endedOf(room.occupancies)
  const columns: Column<Occupancy>[] = [
    {
      title: words.occupancyColumns.name,
      cell: ({ personId, personName }) =>
        can('people:read') ? <Link to={`/c/${communityId}/people?show=${personId}`}>{personName}</Link> : personName,
    },
    {
      title: words.occupancyColumns.role,
      cell: ({ role, payer, shareBp }) => (
        <>
          {occupancyRoleNames[role]} {shareBp !== undefined && words.share(shareText(shareBp))}{' '}
          {payer && <Tag tone="info">{words.payerTag}</Tag>}
        </>
      ),
    },
    {
      title: words.occupancyColumns.dates,
      cell: ({ from, to }) => <span className="figure">{to ? words.span(from, to) : words.since(from)}</span>,
    },
  ]
  const endColumn: Column<Occupancy> = {
    title: words.occupancyColumns.action,
    cell: occupancy => (
      <Button size="small" onClick={() => setEnding(occupancy)}>
        {words.end}
      </Button>
    ),
  }
  const keyOf = ({ occupancyId }: Occupancy) => occupancyId
  const withEnd = can('people:write') ? [...columns, endColumn] : columns
  return (
    <>
      <section className="drawer-part">
        <div className="bar">
          <h2>{words.occupancies}</h2>
          <span className="bar-space" />
          {can('people:write') && <Button onClick={() => setAdding(true)}>{words.addOccupancy}</Button>}
        </div>
        {current.length > 0 ? (
          <DataTable caption={words.occupancies} columns={withEnd} rows={current} rowKey={keyOf} sticky={false} />
        ) : (
          <p className="hint">{words.noOccupancies}</p>
        )}
      </section>
      {ended.length > 0 && (
        <section className="drawer-part">
          <h2>{words.history}</h2>
          <DataTable caption={words.history} columns={columns} rows={ended} rowKey={keyOf} sticky={false} />
        </section>
      )}
      <OccupancyAdd room={room} open={adding} close={() => setAdding(false)} />
      <OccupancyEnd room={room} occupancy={ending} close={() => setEnding(undefined)} />
    </>
  )
}
