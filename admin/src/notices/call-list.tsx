import { noticesApi } from '@linli/shared/notices/api'
import type { UnreadHome } from '@linli/shared/notices/schema'
import { Button } from 'antd'
import { useState } from 'react'
import type * as z from 'zod'
import { Refusal } from '../kit/banner'
import { DataTable } from '../kit/data-table'
import { State } from '../kit/state'
import { useWrite } from '../queries'
import { unreadWords as words } from './words'

type Asked = z.input<typeof noticesApi.callList.input>

/** Numbers in full, a page at a time, since each page is on record; forgotten when the list is closed. */
export function CallList({ asked }: { asked: Asked }) {
  const [homes, setHomes] = useState<UnreadHome[]>()
  const read = useWrite(noticesApi.callList, {
    refreshes: ['audit.'],
    onDone: ({ items }) => setHomes((known = []) => [...known, ...items]),
  })
  const { mutate } = read
  const cursor = read.data?.cursor
  if (!homes)
    return (
      <div className="stack-small">
        <p className="hint">{words.callLine}</p>
        <div className="bar">
          <Button type="primary" disabled={read.isPending} onClick={() => mutate(asked)}>
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
          ]}
        />
      )}
      <Refusal error={read.error} />
      <div className="bar">
        <span className="hint" role="status">
          {words.shown(homes.length)}
        </span>
        {cursor && (
          <Button disabled={read.isPending} onClick={() => mutate({ ...asked, cursor })}>
            {words.more}
          </Button>
        )}
      </div>
    </div>
  )
}
