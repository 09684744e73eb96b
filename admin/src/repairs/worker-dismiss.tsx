import { identityApi } from '@linli/shared/identity/api'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { workerWords as words } from './settings-words'

type Props = { person: { personId: string; name: string } | undefined; close: () => void }

/** 离职: their roles here end, and with them what they are signed in to; what they had in their hands goes back. */
export function WorkerDismiss({ person, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const end = useWrite(identityApi.setStaffRoles, {
    refreshes: ['repairs.', 'identity.', 'audit.'],
    onDone: () => {
      toast(words.dismissed)
      close()
    },
  })
  return (
    <ConfirmDialog
      title={words.dismissTitle(person?.name ?? '')}
      open={person !== undefined}
      close={close}
      action={words.dismissAction}
      busy={end.isPending}
      error={end.error}
      danger
      confirm={() => person && end.mutate({ communityId, personId: person.personId, roles: [] })}
    >
      <p>{words.dismissLine}</p>
    </ConfirmDialog>
  )
}
