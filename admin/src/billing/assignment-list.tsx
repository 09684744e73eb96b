import { billingApi } from '@linli/shared/billing/api'
import { OfOneRoom } from '../communities/of-one-room'
import { RoomLink } from '../communities/room-link'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { assignmentWords as words } from './register-words'

/** The fee items that rooms were given in the old system, with their dates. */
export function AssignmentList() {
  return (
    <Page title={shared.pages.assignments} line={words.line}>
      <OfOneRoom>{roomId => <Assignments roomId={roomId} />}</OfOneRoom>
    </Page>
  )
}

function Assignments({ roomId }: { roomId: string | undefined }) {
  const { communityId } = usePlace()
  const assignments = usePages(billingApi.listAssignments, { communityId, ...(roomId && { roomId }) })
  return (
    <PagedTable
      caption={words.caption}
      query={assignments}
      rowKey={each => each.assignmentId}
      empty={<State {...words.empty} />}
      columns={[
        { title: words.columns.room, cell: each => <RoomLink {...each} /> },
        { title: words.columns.item, cell: each => each.feeItemName },
        { title: words.columns.from, cell: each => each.from ?? kitWords.none, figure: true },
        { title: words.columns.to, cell: each => each.to ?? words.open, figure: true },
      ]}
    />
  )
}
