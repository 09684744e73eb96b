import { repairsApi } from '@linli/shared/repairs/api'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import '../kit/form.css'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { noteWords as words } from './show-words'

/** A note: for the office alone, unless it is meant for the household. */
export function RepairNote({ repair: { repairId, may } }: { repair: RepairDetail }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [text, setText] = useState('')
  const [internal, setInternal] = useState(true)
  const [missing, setMissing] = useState(false)
  const save = useWrite(repairsApi.note, {
    refreshes,
    onDone: () => {
      setText('')
      toast(words.done)
    },
  })
  const mayTell = may.includes('add_note')
  if (!may.includes('note_inside') && !mayTell) return null
  const isInside = internal || !mayTell
  return (
    <section className="drawer-part">
      <div className="field">
        <label htmlFor="repair-note">{words.label}</label>
        <Input.TextArea
          id="repair-note"
          rows={2}
          maxLength={500}
          value={text}
          status={missing ? 'error' : ''}
          aria-invalid={missing}
          onChange={event => {
            setText(event.target.value)
            setMissing(false)
          }}
        />
        {missing && <p className="field-wrong">{words.missing}</p>}
      </div>
      <div className="bar">
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
        <Button
          disabled={save.isPending}
          onClick={() => {
            if (text.trim() === '') setMissing(true)
            else save.mutate({ communityId, repairId, text: text.trim(), internal: isInside })
          }}
        >
          {words.save(isInside)}
        </Button>
      </div>
      <Refusal error={save.error} />
    </section>
  )
}
