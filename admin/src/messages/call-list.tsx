import { messageDeskApi } from '@linli/shared/messages/desk-api'
import type { CallMark, Delivery } from '@linli/shared/messages/schema'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { CallTag, Called } from './called'
import { saidColumns } from './delivery-list'
import { messageWords } from './words'

const { calls: words, deliveries } = messageWords
const keyOf = ({ pushId, personId = '' }: Pick<Delivery, 'pushId' | 'personId'>) => `${pushId}#${personId}`

/**
 * 要打电话的: every way to them is used up. Whom somebody has just spoken to stays in sight until the list is read again, so
 * that no row moves under the pointer.
 */
export function CallList() {
  const { communityId, can } = usePlace()
  const list = usePages(messageDeskApi.deliveries, { communityId, state: 'to_call' }, { pollWhile: () => false })
  const [marks, setMarks] = useState<ReadonlyMap<string, CallMark>>(new Map())
  const mark = useWrite(messageDeskApi.markCalled, {
    refreshes: ['audit.'],
    onDone: ({ called, ...of }) => setMarks(known => new Map([...known, [keyOf(of), called]])),
  })
  const mayCall = can('messages:call')
  const isEmpty = list.data?.pages.every(({ items }) => items.length === 0) ?? true
  return (
    <div className="stack-small">
      {mayCall && !isEmpty && <p className="hint">{words.line}</p>}
      <Refusal error={mark.error} />
      <PagedTable
        caption={words.caption}
        query={list}
        rowKey={keyOf}
        empty={<State {...deliveries.noCalls} />}
        columns={[
          ...saidColumns,
          {
            title: words.called,
            cell: each => {
              const { pushId, personId, name = deliveries.nobody } = each
              const called = marks.get(keyOf(each)) ?? each.called
              if (!mayCall || personId === undefined) return called && <CallTag called={called} />
              return (
                <Called
                  who={name}
                  called={called}
                  isBusy={mark.isPending}
                  mark={outcome =>
                    mark.mutate({ communityId, pushId, personId, outcome }, { onError: () => void list.refetch() })
                  }
                />
              )
            },
          },
        ]}
      />
    </div>
  )
}
