import { noticesApi } from '@linli/shared/notices/api'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useDone } from '../kit/use-done'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import type { DialogOf } from './notice-acts'
import { refreshes } from './refreshes'
import { actWords } from './words'

const words = actWords.remind

export function RemindDialog({ notice: { noticeId, category }, open, close }: DialogOf) {
  const { communityId } = usePlace()
  const remind = useWrite(noticesApi.remind, useDone(refreshes, close, words.done))
  const isUrgent = category === 'emergency'
  return (
    <ConfirmDialog
      title={isUrgent ? words.urgentTitle : words.title}
      open={open}
      close={close}
      action={words.action}
      busy={remind.isPending}
      error={remind.error}
      confirm={() => remind.mutate({ communityId, noticeId })}
    >
      <p>{isUrgent ? words.urgentLine : words.line}</p>
    </ConfirmDialog>
  )
}
