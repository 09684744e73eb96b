import { Button, Input, Modal } from 'antd'
import { type ComponentRef, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Refusal } from './banner'
import './form.css'
import { kitWords } from './words'

type Props = {
  title: string
  open: boolean
  close: () => void
  /** The verb and its effect, as the button says it. */
  action: string
  busy: boolean
  error: unknown
  danger?: boolean
  /** Asked before anything that cannot be taken back. */
  needsReason?: boolean
  /** What is asked instead of the reason. */
  asked?: { label: string; missing: string; hint: string }
  /** Something inside is not ticked or filled in yet. */
  blocked?: boolean
  confirm: (reason: string) => void
  children?: ReactNode
}

const leastReason = 2
const theReason = { label: kitWords.reason, missing: kitWords.reasonMissing, hint: kitWords.reasonHint }

/** Asks once more before an effect; the button names it. */
export function ConfirmDialog(props: Props) {
  const { title, open, close, action, busy, error, danger = false, needsReason = false, blocked = false } = props
  const { confirm, children, asked = theReason } = props
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [tried, setTried] = useState(false)
  const id = useId()
  const field = useRef<ComponentRef<typeof Input.TextArea>>(null)
  useEffect(() => {
    if (open) {
      setReason('')
      setMissing(false)
      setTried(false)
    }
  }, [open])
  const submit = () => {
    const isShort = needsReason && reason.trim().length < leastReason
    setMissing(isShort)
    if (isShort) return
    setTried(true)
    confirm(reason.trim())
  }
  return (
    <Modal
      title={title}
      open={open}
      onCancel={close}
      destroyOnHidden
      afterOpenChange={isOpen => isOpen && field.current?.focus()}
      footer={[
        <Button key="back" onClick={close}>
          {kitWords.back}
        </Button>,
        <Button key="do" type="primary" danger={danger} loading={busy} disabled={busy || blocked} onClick={submit}>
          {action}
        </Button>,
      ]}
    >
      <div className="stack">
        {children}
        {needsReason && (
          <div className="field">
            <label htmlFor={id}>{asked.label}</label>
            <Input.TextArea
              ref={field}
              id={id}
              rows={2}
              maxLength={100}
              value={reason}
              status={missing ? 'error' : ''}
              aria-invalid={missing}
              aria-describedby={`${id}-hint`}
              onChange={event => setReason(event.target.value)}
            />
            <p id={`${id}-hint`} className={missing ? 'field-wrong' : 'hint small'}>
              {missing ? asked.missing : asked.hint}
            </p>
          </div>
        )}
        <Refusal error={tried && error} />
      </div>
    </Modal>
  )
}
