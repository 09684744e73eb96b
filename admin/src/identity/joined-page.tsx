import type { JoinedBuilding } from '@linli/shared/identity/letter-schema'
import { joiningApi } from '@linli/shared/identity/joining-api'
import { beijingDate, formatFullDate } from '@linli/shared/time'
import { Button } from 'antd'
import { useState } from 'react'
import { count, now } from '../kit/format'
import { Card, Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { Failed, Skeleton, State } from '../kit/state'
import { usePages, useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import './joined.css'
import { joinedWords as words } from './joined-words'
import { LettersForm } from './letters-form'
import { LettersRevoke } from './letters-revoke'
import { PosterForm } from './poster-form'
import { PrintList } from './print-list'

type Doing = { building: string; what: 'letters' | 'poster' | 'revoke' }

/** How many homes have joined, by building, and what asks the others in: letters, posters. */
export function JoinedPage() {
  const { communityId, can } = usePlace()
  const buildings = usePages(joiningApi.listJoined, { communityId })
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  const actions = (building: string) => (
    <span className="bar">
      <Button onClick={() => setDoing({ building, what: 'letters' })}>{words.print}</Button>
      <Button onClick={() => setDoing({ building, what: 'poster' })}>{words.poster}</Button>
      <Button type="text" onClick={() => setDoing({ building, what: 'revoke' })}>
        {words.revoke}
      </Button>
    </span>
  )
  return (
    <Page title={shared.pages.joined} line={words.line}>
      <Total />
      <PagedTable
        caption={words.caption}
        query={buildings}
        rowKey={row => row.building}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.building, cell: row => words.building(row.building) },
          { title: words.columns.bar, cell: row => <Bar {...row} /> },
          { title: words.columns.joined, cell: row => (row.countedAt ? count(row.joined) : ''), figure: true },
          { title: words.columns.homes, cell: row => (row.countedAt ? count(row.homes) : ''), figure: true },
          { title: words.columns.rooms, cell: row => count(row.rooms), figure: true, wide: true },
          { title: words.columns.letters, cell: letters },
          ...(can('people:write')
            ? [{ title: words.columns.action, cell: (row: JoinedBuilding) => actions(row.building) }]
            : []),
        ]}
      />
      {can('people:write') && (
        <>
          <h2>{words.prints}</h2>
          <PrintList />
        </>
      )}
      <LettersForm building={doing?.what === 'letters' ? doing.building : undefined} close={close} />
      <PosterForm building={doing?.what === 'poster' ? doing.building : undefined} close={close} />
      <LettersRevoke building={doing?.what === 'revoke' ? doing.building : undefined} close={close} />
    </Page>
  )
}

function Total() {
  const { communityId } = usePlace()
  const total = useRead(joiningApi.joinedTotal, { communityId })
  if (!total.data)
    return <Card>{total.error ? <Failed error={total.error} retry={total.refetch} /> : <Skeleton rows={1} />}</Card>
  const { joined, homes } = total.data
  return (
    <Card>
      <div className="joined-total">
        <span className="joined-share">{words.percent(joined, homes)}</span>
        <span>{words.total(joined, homes)}</span>
        <Track joined={joined} homes={homes} />
      </div>
    </Card>
  )
}

function Bar({ joined, homes, countedAt }: JoinedBuilding) {
  if (!countedAt) return <span className="hint">{words.notCounted}</span>
  return (
    <span className="joined-bar">
      <Track joined={joined} homes={homes} />
      <span className="figure">{words.percent(joined, homes)}</span>
    </span>
  )
}

/** The figures stand beside it. */
const Track = ({ joined, homes }: { joined: number; homes: number }) => (
  <span className="joined-track" aria-hidden="true">
    <span style={{ width: `${homes === 0 ? 0 : (joined / homes) * 100}%` }} />
  </span>
)

function letters({ letters: printed }: JoinedBuilding) {
  if (!printed) return <span className="hint">{words.none}</span>
  if (printed.expiresAt <= now()) return <span className="hint">{words.lettersOver}</span>
  return words.letters(printed.count, formatFullDate(beijingDate(printed.expiresAt)))
}
