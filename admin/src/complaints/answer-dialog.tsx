import { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintDetail } from '@linli/shared/complaints/schema'
import { FormDialog } from '../kit/form-dialog'
import { TextItem } from '../kit/text-item'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { type DialogOf, useDone } from './use-done'
import { actWords } from './words'

const words = actWords.answer

export function AnswerDialog({ complaint: { complaintId }, open, close }: DialogOf<ComplaintDetail>) {
  const { communityId } = usePlace()
  const save = useWrite(complaintsApi.answer, useDone(close, words.done))
  return (
    <FormDialog<{ text: string }>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      initial={{}}
      submit={({ text }) => save.mutate({ communityId, complaintId, text })}
    >
      <TextItem name="text" words={words} rows={4} maxLength={1_000} />
    </FormDialog>
  )
}
