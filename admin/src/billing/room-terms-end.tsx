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
  const written = {
    refreshes: ['billing.listAssignments', 'audit.'],
    onDone: () => {
      toast(words.cancelled)
      setOpen(false)
    },
  }
  const ofRoom = useWrite(roomTermsApi.setRoomTerms, written)
  const ofThing = useWrite(roomTermsApi.setThingTerms, written)
  const { roomId, feeItemId, feeItemName, applies, thing } = assignment
  const end = thing ? ofThing : ofRoom
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
        confirm={() => {
          const ended = { communityId, feeItemId, applies: false }
          if (thing) ofThing.mutate({ ...ended, type: thing.type, thingId: thing.id })
          else ofRoom.mutate({ ...ended, roomId })
        }}
      >
        <p>{words.cancelLine}</p>
      </ConfirmDialog>
    </>
  )
}
