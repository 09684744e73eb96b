import { Button, Input } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { Refusal } from './banner'
import './form.css'

type Props = {
  label: string
  missing: string
  maxLength: number
  /** What the button says that it does. */
  action: string
  busy: boolean
  error: unknown
  /** `done` empties the field: called once the note is there. */
  save: (text: string, done: () => void) => void
  /** Beside the button. */
  children?: ReactNode
}

/** A note that is written into a record. */
export function NoteField({ label, missing, maxLength, action, busy, error, save, children }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const [isMissing, setMissing] = useState(false)
  return (
    <section className="drawer-part">
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <Input.TextArea
          id={id}
          rows={2}
          maxLength={maxLength}
          value={text}
          status={isMissing ? 'error' : ''}
          aria-invalid={isMissing}
          onChange={event => {
            setText(event.target.value)
            setMissing(false)
          }}
        />
        {isMissing && <p className="field-wrong">{missing}</p>}
      </div>
      <div className="bar">
        {children}
        <Button
          disabled={busy}
          onClick={() => {
            if (text.trim() === '') setMissing(true)
            else save(text.trim(), () => setText(''))
          }}
        >
          {action}
        </Button>
      </div>
      <Refusal error={error} />
    </section>
  )
}
