import { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintDetail } from '@linli/shared/complaints/schema'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { type DialogOf, useDone } from './use-done'
import { actWords } from './words'

type Props = DialogOf<ComplaintDetail> & { act: 'close' | 'unpublish' }

/** 办结, or 撤下公示: asked once more. */
export function EndDialog({ complaint: { complaintId }, act, open, close }: Props) {
  const { communityId } = usePlace()
  const words = actWords[act]
  const save = useWrite(complaintsApi[act], useDone(close, words.done))
  return (
    <ConfirmDialog
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      confirm={() => save.mutate({ communityId, complaintId })}
    >
      <p>{words.line}</p>
    </ConfirmDialog>
  )
}
