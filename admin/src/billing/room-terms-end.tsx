import type { Assignment } from '@linli/shared/billing/registers'
import { roomTermsApi } from '@linli/shared/billing/room-terms'
import { Button } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { assignmentWords as words } from './register-words'

/** Takes an agreement back: the room is charged by the fee item's own standard again. */
export function RoomTermsEnd({ assignment }: { assignment: Assignment }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const end = useWrite(roomTermsApi.setRoomTerms, {
    refreshes: ['billing.listAssignments', 'audit.'],
    onDone: () => {
      toast(words.cancelled)
      setOpen(false)
    },
  })
  const { roomId, feeItemId, feeItemName, applies } = assignment
  if (!applies || feeItemId === undefined || !can('billing:configure')) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.cancel}
      </Button>
      <ConfirmDialog
        title={words.cancelTitle(feeItemName)}
        open={open}
        close={() => setOpen(false)}
        action={words.cancel}
        busy={end.isPending}
        error={end.error}
        confirm={() => end.mutate({ communityId, roomId, feeItemId, applies: false })}
      >
        <p>{words.cancelLine}</p>
      </ConfirmDialog>
    </>
  )
}
