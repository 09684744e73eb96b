import { communitiesApi } from '@linli/shared/communities/api'
import type { Room } from '@linli/shared/communities/schema'
import { FormDialog } from '../kit/form-dialog'
import { useToast } from '../kit/toast'
import { kitWords } from '../kit/words'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { RoomFields, roomInput, type RoomValues, roomValues } from './room-fields'
import { communityWords as words } from './words'

/** Carries the version it was read at: a change by somebody else in between is refused, never overwritten. */
export function RoomEdit({ room, open, close }: { room: Room; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const update = useWrite(communitiesApi.updateRoom, {
    refreshes: ['communities.', 'audit.'],
    onDone: () => {
      toast(words.saved)
      close()
    },
  })
  return (
    <FormDialog<RoomValues>
      title={words.editTitle(room.code)}
      open={open}
      close={close}
      action={kitWords.save}
      busy={update.isPending}
      error={update.error}
      initial={roomValues(room)}
      submit={values =>
        update.mutate({ communityId, roomId: room.roomId, version: room.version, ...roomInput(values) })
      }
    >
      <RoomFields />
    </FormDialog>
  )
}
