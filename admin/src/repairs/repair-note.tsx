import { repairsApi } from '@linli/shared/repairs/api'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { Radio } from 'antd'
import { useState } from 'react'
import { NoteField } from '../kit/note-field'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { noteWords as words } from './show-words'

/** A note: for the office alone, unless it is meant for the household. */
export function RepairNote({ repair: { repairId, may } }: { repair: RepairDetail }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [internal, setInternal] = useState(true)
  const note = useWrite(repairsApi.note, { refreshes, onDone: () => toast(words.done) })
  const mayTell = may.includes('add_note')
  if (!may.includes('note_inside') && !mayTell) return null
  const isInside = internal || !mayTell
  return (
    <NoteField
      label={words.label}
      missing={words.missing}
      maxLength={500}
      action={words.save(isInside)}
      busy={note.isPending}
      error={note.error}
      save={(text, done) => note.mutate({ communityId, repairId, text, internal: isInside }, { onSuccess: done })}
    >
      {mayTell && (
        <Radio.Group
          aria-label={words.kind}
          value={isInside}
          onChange={event => setInternal(event.target.value === true)}
          options={[
            { value: true, label: words.internal },
            { value: false, label: words.open },
          ]}
        />
      )}
    </NoteField>
  )
}
