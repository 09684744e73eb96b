import { identityApi } from '@linli/shared/identity/api'
import { repairsApi } from '@linli/shared/repairs/api'
import type { Worker } from '@linli/shared/repairs/views'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { workerWords as words } from './settings-words'

const refreshes = ['repairs.', 'identity.', 'audit.']

/** 离职: first nobody can give them orders any more, then their roles here end, and with them what they are signed in to. */
export function WorkerDismiss({ worker, close }: { worker: Worker | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [error, setError] = useState<unknown>()
  const stop = useWrite(repairsApi.saveWorker, { refreshes })
  const end = useWrite(identityApi.setStaffRoles, { refreshes })
  const dismiss = async ({ personId, name, skills, areas, shifts, active, version }: Worker) => {
    setError(undefined)
    try {
      if (active) await stop.mutateAsync({ communityId, personId, name, skills, areas, shifts, active: false, version })
      await end.mutateAsync({ communityId, personId, roles: [] })
      toast(words.dismissed)
      close()
    } catch (refused) {
      setError(refused)
    }
  }
  return (
    <ConfirmDialog
      title={words.dismissTitle(worker?.name ?? '')}
      open={worker !== undefined}
      close={close}
      action={words.dismissAction}
      busy={stop.isPending || end.isPending}
      error={error}
      danger
      confirm={() => worker && void dismiss(worker)}
    >
      <p>{words.dismissLine}</p>
    </ConfirmDialog>
  )
}
