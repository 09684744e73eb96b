import { noticesApi } from '@linli/shared/notices/api'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useDone } from '../kit/use-done'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import type { DialogOf } from './notice-acts'
import { refreshes } from './refreshes'
import { actWords } from './words'

const words = actWords.withdraw

export function WithdrawDialog({ notice: { noticeId, title }, open, close }: DialogOf) {
  const { communityId } = usePlace()
  const withdraw = useWrite(noticesApi.withdraw, useDone(refreshes, close, words.done))
  return (
    <ConfirmDialog
      title={words.title(title)}
      open={open}
      close={close}
      action={words.action}
      danger
      busy={withdraw.isPending}
      error={withdraw.error}
      needsReason
      confirm={reason => withdraw.mutate({ communityId, noticeId, reason })}
    >
      <p>{words.line}</p>
    </ConfirmDialog>
  )
}
