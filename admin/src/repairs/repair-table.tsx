import { repairsApi } from '@linli/shared/repairs/api'
import { maskPhone } from '@linli/shared/people/schema'
import { placeWords } from '@linli/shared/repairs/news'
import { Period } from '@linli/shared/repairs/figures'
import { RepairKind } from '@linli/shared/repairs/kinds'
import { columnOf } from '@linli/shared/repairs/rules'
import { RepairColumn, RepairNumber, type RepairState } from '@linli/shared/repairs/schema'
import { columnNames, kindNames, workStateWords, sourceNames } from '@linli/shared/repairs/words'
import { Button, Select } from 'antd'
import { BuildingSelect } from '../communities/building-select'
import { dateTime, periodName } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { usePhoneAsked } from '../kit/use-phone-asked'
import { kitWords } from '../kit/words'
import { usePages, useRead } from '../queries'
import { usePlace } from '../session'
import { TimeLeft } from './time-left'
import { useNow } from './use-now'
import { repairWords as words } from './words'

/** The board as a table, under one filter at a time: each is a list of its own, however many orders there are. */
export function RepairTable() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const now = useNow()
  const { phone } = usePhoneAsked()
  const asked = filterOf(url.get)
  const filter: Filter = phone && Object.keys(asked).length === 0 ? { phone } : asked
  const repairs = usePages(repairsApi.list, { communityId, ...filter })
  return (
    <>
      <Filters filter={filter} />
      <PagedTable
        caption={words.caption}
        query={repairs}
        rowKey={each => each.repairId}
        open={each => url.set({ show: each.repairId })}
        selected={url.get('show')}
        exports={!filter.personId && !filter.placeId && !filter.number && !filter.roomId && !filter.phone}
        empty={<State {...(Object.keys(filter).length > 0 ? words.emptyTable : words.empty)} />}
        columns={[
          { title: words.columns.number, cell: each => <span className="figure">{each.number}</span> },
          {
            title: words.columns.kind,
            cell: each => (
              <>
                {kindNames[each.kind]} {each.emergency && <Tag tone="danger">{words.emergency}</Tag>}
              </>
            ),
          },
          { title: words.columns.place, cell: each => placeWords(each.place) },
          { title: words.columns.state, cell: each => <StateTag repair={each} /> },
          { title: words.columns.left, cell: each => <TimeLeft repair={each} now={now} /> },
          { title: words.columns.who, cell: each => each.assignee?.name ?? kitWords.none },
          {
            title: words.columns.source,
            cell: each => <span className="figure">{sourceNames[each.source]}</span>,
            wide: true,
          },
          { title: words.columns.reported, cell: each => dateTime(each.reportedAt), figure: true, wide: true },
        ]}
      />
    </>
  )
}

type Filter = {
  column?: RepairColumn
  kind?: RepairKind
  building?: string
  placeId?: string
  personId?: string
  roomId?: string
  number?: string
  phone?: string
  period?: string
}

/** What the address asks for; the first that is there counts, as the server takes one. */
function filterOf(get: (name: string) => string | undefined): Filter {
  const number = RepairNumber.safeParse(get('number'))
  if (number.success) return { number: number.data }
  const column = RepairColumn.safeParse(get('column'))
  if (column.success) return { column: column.data }
  const asked = Period.safeParse(get('period'))
  const period = asked.success ? { period: asked.data } : {}
  const kind = RepairKind.safeParse(get('kind'))
  if (kind.success) return { kind: kind.data, ...period }
  const [building, placeId, personId, roomId] = [get('building'), get('place'), get('person'), get('room')]
  if (roomId) return { roomId }
  if (building) return { building, ...period }
  if (placeId) return { placeId, ...period }
  return personId ? { personId, ...period } : period
}

function Filters({ filter }: { filter: Filter }) {
  const { communityId } = usePlace()
  const url = useUrlState()
  const { clear } = usePhoneAsked()
  const workers = useRead(repairsApi.listWorkers, { communityId, limit: 100 })
  const only = (
    change: Partial<Record<'column' | 'kind' | 'building' | 'place' | 'person' | 'room' | 'number' | 'period', string>>,
  ) =>
    url.set({
      column: undefined,
      kind: undefined,
      building: undefined,
      place: undefined,
      person: undefined,
      room: undefined,
      number: undefined,
      period: undefined,
      ...change,
    })
  const { any: every } = words.filters
  return (
    <div className="bar">
      <Select
        aria-label={words.filters.column}
        className="bar-select"
        value={filter.column ?? ''}
        onChange={column => only({ column })}
        options={[
          { value: '', label: every.column },
          ...RepairColumn.options.map(value => ({ value, label: columnNames[value] })),
        ]}
      />
      <Select
        aria-label={words.filters.kind}
        className="bar-select"
        value={filter.kind ?? ''}
        onChange={kind => only({ kind })}
        showSearch={{ optionFilterProp: 'label' }}
        options={[{ value: '', label: every.kind }, ...words.kindOptions]}
      />
      <BuildingSelect
        prefix={filter.building && `${filter.building}-`}
        onChange={prefix => only({ building: prefix.slice(0, -1) })}
      />
      <Select
        aria-label={words.filters.person}
        className="bar-select"
        value={filter.personId ?? ''}
        onChange={person => only({ person })}
        options={[
          { value: '', label: every.person },
          ...(workers.data?.items ?? []).map(({ personId, name }) => ({ value: personId, label: name })),
        ]}
      />
      {filter.phone && <Button onClick={clear}>{words.filters.phone(maskPhone(filter.phone))} ✕</Button>}
      {filter.placeId && <Button onClick={() => only({})}>{words.filters.place} ✕</Button>}
      {filter.roomId && <Button onClick={() => only({})}>{words.filters.room} ✕</Button>}
      {filter.period && (
        <Button onClick={() => url.set({ period: undefined })}>
          {words.filters.period(periodName(filter.period), filter.personId !== undefined)} ✕
        </Button>
      )}
      {filter.number && <Button onClick={() => only({})}>{words.filters.number(filter.number)} ✕</Button>}
    </div>
  )
}

const tones: Record<RepairColumn, Tone> = {
  waiting: 'due',
  working: 'info',
  paused: 'info',
  done: 'due',
  over: 'closed',
}
const toneOf = (state: RepairState): Tone =>
  state === 'confirmed' || state === 'closed' ? 'ok' : tones[columnOf(state)]

export function StateTag({ repair }: { repair: Parameters<typeof workStateWords>[0] }) {
  return <Tag tone={toneOf(repair.state)}>{workStateWords(repair)}</Tag>
}
