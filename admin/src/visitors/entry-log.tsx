import { Plate } from '@linli/shared/visitors/schema'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { alarmNames, passKindNames } from '@linli/shared/visitors/words'
import { Checkbox, Input, Select } from 'antd'
import { dateTime } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages, useRead } from '../queries'
import { usePlace } from '../session'
import { visitorWords } from './words'

const words = visitorWords.log

/** Whoever came to a gate, newest first; one filter at a time, each a list of its own. */
export function EntryLog() {
  const { communityId } = usePlace()
  const { get } = useUrlState()
  const plate = Plate.safeParse(get('plate')).data
  const filter = plate ? { plate } : get('gate') ? { gateId: get('gate') } : get('alarmed') ? { alarmed: 'true' } : {}
  const list = usePages(visitorDeskApi.log, { communityId, ...filter })
  const { columns } = words
  return (
    <>
      <Filters />
      <PagedTable
        caption={words.caption}
        query={list}
        rowKey={each => each.entryId}
        exports={!filter.gateId && !plate}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.at, cell: each => dateTime(each.at), figure: true },
          { title: columns.gate, cell: each => each.gateName },
          {
            title: columns.outcome,
            cell: each => (
              <Tag tone={each.outcome === 'in' ? 'ok' : 'danger'}>{each.outcome === 'in' ? words.in : words.away}</Tag>
            ),
          },
          { title: columns.room, cell: each => each.roomCode ?? kitWords.none },
          {
            title: columns.who,
            cell: each => [each.name, each.plateMasked, each.reason].filter(Boolean).join('，') || kitWords.none,
          },
          { title: columns.kind, cell: each => passKindNames[each.kind] },
          { title: columns.guard, cell: each => each.guard.name },
          {
            title: columns.alarm,
            cell: each =>
              each.alarm ? <Tag tone="due">{alarmNames[each.alarm]}</Tag> : each.syncedAt ? words.synced : '',
          },
        ]}
      />
    </>
  )
}

function Filters() {
  const { communityId } = usePlace()
  const { get, set } = useUrlState()
  const gates = useRead(visitorDeskApi.listGates, { communityId })
  const only = (change: { gate?: string; plate?: string; alarmed?: string }) =>
    set({ gate: undefined, plate: undefined, alarmed: undefined, ...change })
  return (
    <div className="bar">
      <Select
        aria-label={words.gate}
        className="bar-select"
        value={get('gate') ?? ''}
        onChange={gate => only({ gate: gate || undefined })}
        options={[
          { value: '', label: words.every },
          ...(gates.data?.items ?? []).map(({ gateId, name }) => ({ value: gateId, label: name })),
        ]}
      />
      <Input.Search
        aria-label={words.plate}
        className="bar-search"
        placeholder={words.plateHint}
        allowClear
        defaultValue={get('plate')}
        onSearch={plate => only({ plate: plate || undefined })}
      />
      <Checkbox
        checked={get('alarmed') !== undefined}
        onChange={event => only({ alarmed: event.target.checked ? '1' : undefined })}
      >
        {words.alarmed}
      </Checkbox>
    </div>
  )
}
