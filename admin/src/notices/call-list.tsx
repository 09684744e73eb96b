import { noticesApi } from '@linli/shared/notices/api'
import type { UnreadHome } from '@linli/shared/notices/schema'
import { Button } from 'antd'
import { useState } from 'react'
import type * as z from 'zod'
import { Refusal } from '../kit/banner'
import { DataTable } from '../kit/data-table'
import { State } from '../kit/state'
import { Called } from '../messages/called'
import { useWrite } from '../queries'
import { unreadWords as words } from './words'

type Asked = z.input<typeof noticesApi.callList.input>

const atOnce = 20
const mostCalls = 25

/**
 * Numbers in full, twenty homes at a time, since each page is on record; forgotten when the list is closed. Whoever calls
 * says what came of it, for the colleagues who call too.
 */
export function CallList({ asked }: { asked: Asked }) {
  const [homes, setHomes] = useState<UnreadHome[]>()
  const read = useWrite(noticesApi.callList, { refreshes: ['audit.'] })
  const mark = useWrite(noticesApi.markCalled, {
    refreshes: ['notices.unread', 'audit.'],
    onDone: ({ roomId, called }) =>
      setHomes(known => known?.map(each => (each.roomId === roomId ? { ...each, called } : each))),
  })
  const cursor = read.data?.cursor
  const look = (from: string | undefined, found = 0, nth = 1) =>
    read.mutate(
      { ...asked, ...(from && { cursor: from }) },
      {
        onSuccess: ({ items, cursor: next }) => {
          setHomes((known = []) => [...known, ...items])
          if (next && found + items.length < atOnce && nth < mostCalls) look(next, found + items.length, nth + 1)
        },
      },
    )
  const { communityId, noticeId } = asked
  if (!homes)
    return (
      <div className="stack-small">
        <p className="hint">{words.callLine}</p>
        <div className="bar">
          <Button type="primary" disabled={read.isPending} onClick={() => look(undefined)}>
            {words.first}
          </Button>
        </div>
        <Refusal error={read.error} />
      </div>
    )
  return (
    <div className="stack-small">
      <p className="hint">{words.callLine}</p>
      {homes.length === 0 && !cursor ? (
        <State {...words.emptyConfirmed} />
      ) : (
        <DataTable
          sticky={false}
          caption={words.calling}
          rows={homes}
          rowKey={each => each.roomId}
          columns={[
            { title: words.columns.room, cell: each => each.roomCode },
            {
              title: words.columns.people,
              cell: each => (
                <ul>
                  {each.people.map(({ personId, name, phone }) => (
                    <li key={personId}>
                      {name} <strong className="figure">{phone ?? words.noPhone}</strong>
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              title: words.columns.called,
              cell: home => (
                <Called
                  who={home.roomCode}
                  called={home.called}
                  isBusy={mark.isPending}
                  mark={outcome => mark.mutate({ communityId, noticeId, roomId: home.roomId, outcome })}
                />
              ),
            },
          ]}
        />
      )}
      <Refusal error={read.error ?? mark.error} />
      <div className="bar">
        <span className="hint" role="status">
          {words.shown(homes.length)}
        </span>
        {cursor && (
          <Button disabled={read.isPending} onClick={() => look(cursor)}>
            {words.more}
          </Button>
        )}
      </div>
    </div>
  )
}
