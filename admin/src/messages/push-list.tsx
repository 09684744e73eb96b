import { messageKindNames } from '@linli/shared/messages/words'
import { Button } from 'antd'
import { dateTime } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { outcomeWords, PushBar, PushStateTag, usePushes } from './push-progress'
import { messageWords } from './words'

const words = messageWords.pushes

/** 群发: how far each is, and what became of it. */
export function PushList() {
  const list = usePushes()
  const { set } = useUrlState()
  const { columns } = words
  return (
    <PagedTable
      caption={words.caption}
      query={list}
      rowKey={each => each.pushId}
      empty={<State {...words.empty} />}
      columns={[
        { title: columns.at, cell: each => dateTime(each.at), figure: true },
        { title: columns.title, cell: each => each.title },
        { title: columns.kind, cell: each => messageKindNames[each.kind], wide: true },
        { title: columns.progress, cell: each => <PushBar push={each} /> },
        { title: columns.outcome, cell: outcomeWords },
        { title: columns.state, cell: each => <PushStateTag push={each} /> },
        { title: '', cell: each => <Button onClick={() => set({ pushId: each.pushId })}>{words.list}</Button> },
      ]}
    />
  )
}
