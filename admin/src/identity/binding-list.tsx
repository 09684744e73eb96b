import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { identityApi } from '@linli/shared/identity/api'
import type { BindingRequest } from '@linli/shared/identity/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { dateTime } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useToast } from '../kit/toast'
import { kitWords } from '../kit/words'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { identityWords } from './words'

const words = identityWords.bindings
type Deciding = { request: BindingRequest; approve: boolean }

/** Residents who typed their room themselves and wait for the office. */
export function BindingList() {
  const { communityId } = usePlace()
  const requests = usePages(identityApi.listBindingRequests, { communityId })
  const [deciding, setDeciding] = useState<Deciding>()
  return (
    <Page title={shared.pages.bindings} line={words.line}>
      <PagedTable
        caption={words.caption}
        query={requests}
        rowKey={request => request.requestId}
        empty={<State {...words.empty} />}
        columns={[
          {
            title: words.columns.room,
            cell: ({ roomId, roomCode }) => (
              <Link to={`/c/${communityId}/rooms?prefix=${roomCode}&show=${roomId}`}>{roomCode}</Link>
            ),
          },
          { title: words.columns.name, cell: request => request.name },
          { title: words.columns.role, cell: request => occupancyRoleNames[request.role] },
          { title: words.columns.phone, cell: request => request.phoneMasked ?? words.phoneUnverified },
          { title: words.columns.note, cell: request => request.note ?? kitWords.none, wide: true },
          { title: words.columns.at, cell: request => dateTime(request.createdAt), figure: true },
          {
            title: words.columns.action,
            cell: request => (
              <span className="bar">
                <Button type="primary" size="small" onClick={() => setDeciding({ request, approve: true })}>
                  {words.approve}
                </Button>
                <Button size="small" onClick={() => setDeciding({ request, approve: false })}>
                  {words.refuse}
                </Button>
              </span>
            ),
          },
        ]}
      />
      <Decision deciding={deciding} close={() => setDeciding(undefined)} />
    </Page>
  )
}

function Decision({ deciding, close }: { deciding: Deciding | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const decide = useWrite(identityApi.decideBinding, {
    refreshes: ['identity.listBindingRequests', 'insight.', 'communities.', 'people.'],
    onDone: ({ state }) => {
      toast(state === 'approved' ? words.approved : words.refused)
      close()
    },
  })
  const approve = deciding?.approve ?? false
  const { roomCode = '', name = '', requestId = '', note } = deciding?.request ?? {}
  return (
    <ConfirmDialog
      title={approve ? words.approveTitle(roomCode, name) : words.refuseTitle(roomCode, name)}
      open={deciding !== undefined}
      close={close}
      action={approve ? words.approve : words.refuse}
      busy={decide.isPending}
      error={decide.error}
      needsReason={!approve}
      confirm={reason => decide.mutate({ communityId, requestId, approve, ...(reason && { reason }) })}
    >
      <p>{approve ? words.approveLine : words.refuseLine}</p>
      {note && <p className="hint">{note}</p>}
    </ConfirmDialog>
  )
}
