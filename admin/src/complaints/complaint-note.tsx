import { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintDetail } from '@linli/shared/complaints/schema'
import { NoteField } from '../kit/note-field'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { showWords } from './words'

const words = showWords.note

/** A note for the office alone. */
export function ComplaintNote({ complaint: { complaintId, may } }: { complaint: ComplaintDetail }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const note = useWrite(complaintsApi.note, { refreshes, onDone: () => toast(words.done) })
  if (!may.includes('note_inside')) return null
  return (
    <NoteField
      {...words}
      maxLength={1_000}
      busy={note.isPending}
      error={note.error}
      save={(text, done) => note.mutate({ communityId, complaintId, text }, { onSuccess: done })}
    />
  )
}
