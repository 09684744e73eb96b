import { forumDeskApi } from '@linli/shared/forum/desk-api'
import { Button } from 'antd'
import { Refusal } from '../kit/banner'
import { dateTime } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useToast } from '../kit/toast'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { muteWords as words } from './words'

/** 禁言: who, why, until when. */
export function MuteList() {
  const { communityId } = usePlace()
  const toast = useToast()
  const list = usePages(forumDeskApi.mutes, { communityId })
  const end = useWrite(forumDeskApi.unmute, { refreshes, onDone: () => toast(words.ended) })
  const { columns } = words
  return (
    <>
      <Refusal error={end.error} />
      <PagedTable
        caption={words.caption}
        query={list}
        rowKey={each => each.accountId}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.who, cell: each => each.author },
          { title: columns.reason, cell: each => each.reason },
          { title: columns.until, cell: each => dateTime(each.until), figure: true },
          { title: columns.by, cell: each => each.by },
          { title: columns.at, cell: each => dateTime(each.at), figure: true, wide: true },
          {
            title: '',
            cell: each => (
              <Button disabled={end.isPending} onClick={() => end.mutate({ communityId, accountId: each.accountId })}>
                {words.end}
              </Button>
            ),
          },
        ]}
      />
    </>
  )
}
