import { type Entry, Plate } from '@linli/shared/visitors/schema'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { alarmNames, passKindNames } from '@linli/shared/visitors/words'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { FindField } from '../kit/find-field'
import { dateTime, today } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useToast } from '../kit/toast'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages, useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { visitorWords } from './words'

const words = visitorWords.log
/** Each is a list of its own: one at a time, of one day or of all. */
const lists = ['gate', 'plate', 'room', 'unseen', 'alarmed'] as const
export const filters = [...lists, 'day'] as const

/** Whoever came to a gate, newest first. */
export function EntryLog() {
  const { communityId, can } = usePlace()
  const { get } = useUrlState()
  const toast = useToast()
  const [asked, setAsked] = useState<Entry>()
  const mayChange = can('visitors:manage')
  const see = useWrite(visitorDeskApi.seeAlarm, {
    refreshes: ['visitors.', 'audit.'],
    onDone: () => {
      toast(words.seen)
      setAsked(undefined)
    },
  })
  const plate = Plate.safeParse(get('plate')).data
  const filter = filterOf(get, plate)
  const list = usePages(visitorDeskApi.log, { communityId, ...filter })
  const { columns } = words
  return (
    <>
      <Filters />
      <PagedTable
        caption={words.caption}
        query={list}
        rowKey={each => each.entryId}
        // A plate would stand in the record of who took what along.
        exports={plate === undefined}
        empty={<State {...(Object.keys(filter).length > 0 ? words.notFound : words.empty)} />}
        columns={[
          { title: columns.at, cell: each => dateTime(each.at), figure: true },
          { title: columns.gate, cell: each => short(each.gateName) },
          {
            title: columns.outcome,
            cell: each => (
              <Tag tone={each.outcome === 'in' ? 'ok' : 'danger'}>{each.outcome === 'in' ? words.in : words.away}</Tag>
            ),
          },
          { title: columns.room, cell: each => each.roomCode ?? kitWords.none },
          {
            title: columns.who,
            cell: each => <Who entry={each} />,
          },
          { title: columns.kind, cell: each => short(passKindNames[each.kind]) },
          { title: columns.guard, cell: each => each.guard.name },
          {
            title: columns.alarm,
            cell: each =>
              each.alarm ? (
                <Tag tone={each.seen ? 'closed' : 'due'}>{alarmNames[each.alarm]}</Tag>
              ) : each.syncedAt ? (
                words.synced
              ) : (
                ''
              ),
          },
          {
            title: '',
            cell: each =>
              each.seen ? (
                <span className="hint">{words.seenBy(each.seen.by, each.seen.note)}</span>
              ) : each.alarm && mayChange ? (
                <Button onClick={() => setAsked(each)}>{words.see}</Button>
              ) : (
                ''
              ),
          },
        ]}
      />
      <ConfirmDialog
        title={words.seeTitle}
        open={asked !== undefined}
        close={() => setAsked(undefined)}
        action={words.see}
        busy={see.isPending}
        error={see.error}
        needsReason
        asked={words.seeAsked}
        confirm={note => asked && see.mutate({ communityId, entryId: asked.entryId, note })}
      />
    </>
  )
}

/** Of few signs: not broken between them. */
const short = (text: string) => (text.length > 8 ? text : <span className="unbroken">{text}</span>)

/** Their name, plate and what was said; a plate stands on one line. */
function Who({ entry: { name, plateMasked, reason } }: { entry: Entry }) {
  const said = [name, plateMasked, reason].filter(each => each !== undefined)
  if (said.length === 0) return kitWords.none
  return said.map((each, i) => (
    <span key={each} className={each === plateMasked ? 'unbroken' : undefined}>
      {each}
      {i < said.length - 1 && '，'}
    </span>
  ))
}

function filterOf(get: (name: string) => string | undefined, plate: string | undefined) {
  const day = get('day')
  const of = day ? { date: day } : {}
  if (plate) return { ...of, plate }
  if (get('gate')) return { ...of, gateId: get('gate') }
  if (get('room')) return { ...of, room: get('room') }
  if (get('unseen')) return { ...of, unseen: 'true' }
  return get('alarmed') ? { ...of, alarmed: 'true' } : of
}

function Filters() {
  const { communityId } = usePlace()
  const { get, set } = useUrlState()
  const gates = useRead(visitorDeskApi.listGates, { communityId })
  const only = (change: Partial<Record<(typeof lists)[number], string>>) =>
    set({ ...Object.fromEntries(lists.map(name => [name, undefined])), ...change })
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
      <FindField
        label={words.find}
        hint={words.findHint}
        value={get('plate') ?? get('room')}
        maxLength={20}
        find={text => only(Plate.safeParse(text).success ? { plate: text } : { room: text || undefined })}
      />
      <Input
        type="date"
        aria-label={words.day}
        className="bar-date"
        max={today()}
        value={get('day') ?? ''}
        onChange={event => set({ day: event.target.value || undefined })}
      />
      <Checkbox
        checked={get('unseen') !== undefined}
        onChange={event => only({ unseen: event.target.checked ? '1' : undefined })}
      >
        {words.unseen}
      </Checkbox>
      <Checkbox
        checked={get('alarmed') !== undefined}
        onChange={event => only({ alarmed: event.target.checked ? '1' : undefined })}
      >
        {words.alarmed}
      </Checkbox>
    </div>
  )
}
