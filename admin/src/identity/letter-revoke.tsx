import { joiningApi } from '@linli/shared/identity/joining-api'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { joinedWords } from './joined-words'

const words = joinedWords.revokeOne

type Props = { room: { roomId: string; code: string }; open: boolean; close: () => void }

/** Ends the code of one room's letter, with a reason: it was lost, or lay in the wrong letter box. */
export function LetterRevoke({ room: { roomId, code }, open, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const revoke = useWrite(joiningApi.revokeLetter, {
    refreshes: ['identity.listJoined', 'audit.'],
    onDone: ({ letters }) => {
      toast(letters > 0 ? words.done : words.none)
      close()
    },
  })
  return (
    <ConfirmDialog
      title={words.title(code)}
      open={open}
      close={close}
      action={words.action}
      busy={revoke.isPending}
      error={revoke.error}
      danger
      needsReason
      confirm={reason => revoke.mutate({ communityId, roomId, reason })}
    >
      <p>{words.line}</p>
    </ConfirmDialog>
  )
}
