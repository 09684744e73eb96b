import { joiningApi } from '@linli/shared/identity/joining-api'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { joinedWords } from './joined-words'

const words = joinedWords.revokeForm

/** Ends the codes of a building, with a reason. */
export function LettersRevoke({ building, close }: { building: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const revoke = useWrite(joiningApi.revokeLetters, {
    refreshes: ['identity.listPrints', 'identity.listJoined'],
    onDone: ({ letters }) => {
      toast(words.done(letters))
      close()
    },
  })
  return (
    <ConfirmDialog
      title={words.title(building ?? '')}
      open={building !== undefined}
      close={close}
      action={words.action}
      busy={revoke.isPending}
      error={revoke.error}
      danger
      needsReason
      confirm={reason => revoke.mutate({ communityId, building: building ?? '', reason })}
    >
      <p>{words.line}</p>
    </ConfirmDialog>
  )
}
