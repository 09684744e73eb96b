import { repairsApi } from '@linli/shared/repairs/api'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { yuan } from '../kit/format'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { showWords } from './show-words'
import { actWords } from './words'

export type Reasoned = 'confirm' | 'reopen' | 'decline' | 'cancel'

type Props = { repair: OfficeRepair | undefined; act: Reasoned | undefined; close: () => void }

/** What is done with a sentence that the household reads. */
export function ReasonDialog({ repair, act, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [shown, setShown] = useState<Reasoned>('cancel')
  if (act && act !== shown) setShown(act)
  const { title, action, asked, done } = actWords[shown]
  const options = {
    refreshes,
    onDone: () => {
      toast(done)
      close()
    },
  }
  const writes = {
    confirm: useWrite(repairsApi.confirmByPhone, options),
    reopen: useWrite(repairsApi.reopenByOffice, options),
    decline: useWrite(repairsApi.decline, options),
    cancel: useWrite(repairsApi.cancel, options),
  }
  const send = (text: string) => {
    const one = { communityId, repairId: repair?.repairId ?? '' }
    if (shown === 'confirm') writes.confirm.mutate({ ...one, note: text })
    else writes[shown].mutate({ ...one, reason: text })
  }
  return (
    <ConfirmDialog
      title={repair ? `${title} ${repair.number}` : title}
      open={repair !== undefined}
      close={close}
      action={action}
      busy={writes[shown].isPending}
      error={writes[shown].error}
      danger={shown === 'cancel' || shown === 'decline'}
      needsReason
      asked={asked}
      confirm={send}
    >
      {shown === 'confirm' && <p>{actWords.confirm.line}</p>}
      {shown === 'confirm' && repair && repair.chargeFen > 0 && <p>{showWords.willBill(yuan(repair.chargeFen))}</p>}
    </ConfirmDialog>
  )
}
