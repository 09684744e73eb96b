import { formatTime } from '@linli/shared/time'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import type { Pass } from '@linli/shared/visitors/schema'
import { askedWords } from '@linli/shared/visitors/words'
import { Button } from 'antd'
import { useState } from 'react'
import { RoomLink } from '../communities/room-link'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { DataTable } from '../kit/data-table'
import { now } from '../kit/format'
import { Card } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { Tag } from '../kit/tag'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { visitorWords } from './words'

const words = visitorWords.waiting
/** Somebody stands at the gate meanwhile. */
const everyMs = 10_000

/** Who waits at a gate for a household's word: a guard rings because nobody answers there, and the office telephones them. */
export function WaitingList() {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [asked, setAsked] = useState<{ pass: Pass; allow: boolean }>()
  const list = useRead(visitorDeskApi.atGates, { communityId }, { everyMs })
  const answer = useWrite(visitorDeskApi.answerWalkIn, {
    refreshes: ['visitors.', 'insight.', 'audit.'],
    onDone: () => {
      toast(words.done)
      setAsked(undefined)
    },
  })
  const { columns } = words
  if (!list.data)
    return <Card>{list.error ? <Failed error={list.error} retry={list.refetch} /> : <Skeleton rows={3} />}</Card>
  if (list.data.items.length === 0) return <Card children={<State {...words.empty} />} />
  const title = asked ? words.title(asked.pass.name, asked.pass.roomCode) : ''
  return (
    <Card>
      <p className="hint">{words.line}</p>
      <DataTable
        caption={words.caption}
        rows={list.data.items}
        rowKey={each => each.passId}
        columns={[
          { title: columns.at, cell: each => formatTime(each.createdAt), figure: true },
          { title: columns.gate, cell: each => <span className="unbroken">{each.walkIn?.gateName}</span> },
          { title: columns.room, cell: each => <RoomLink {...each} /> },
          { title: columns.who, cell: each => [each.name, each.plateMasked, each.about].filter(Boolean).join('，') },
          {
            title: columns.answer,
            cell: each => {
              const [tone, said] = askedWords(each, now())
              return <Tag tone={tone}>{said}</Tag>
            },
          },
          {
            title: '',
            cell: pass =>
              pass.state === 'pending' &&
              can('visitors:manage') && (
                <span className="bar">
                  <Button size="small" onClick={() => setAsked({ pass, allow: true })}>
                    {words.allow}
                  </Button>
                  <Button size="small" onClick={() => setAsked({ pass, allow: false })}>
                    {words.refuse}
                  </Button>
                </span>
              ),
          },
        ]}
      />
      <ConfirmDialog
        title={title}
        open={asked !== undefined}
        close={() => setAsked(undefined)}
        action={asked?.allow ? words.allow : words.refuse}
        busy={answer.isPending}
        error={answer.error}
        needsReason
        asked={words.asked}
        confirm={note => {
          if (asked) answer.mutate({ communityId, passId: asked.pass.passId, allow: asked.allow, note })
        }}
      />
    </Card>
  )
}
