import { TakedownReason } from '@linli/shared/forum/schema'
import { refusalNames } from '@linli/shared/forum/words'
import { Form, Input, Radio } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { filled } from '../kit/rules'
import { actWords } from './words'

const { reason: words } = actWords
const options = TakedownReason.options.map((value, nth) => ({ value, label: `${nth + 1} ${refusalNames[value]}` }))

type Values = { reason: TakedownReason; note?: string }
type Props = {
  act: 'refuse' | 'take_down'
  open: boolean
  close: () => void
  busy: boolean
  error: unknown
  send: (input: { reason: TakedownReason; note?: string }) => void
}

/** One of the listed reasons; there is no other. */
export function ReasonDialog({ act, open, close, busy, error, send }: Props) {
  const { title, action } = actWords[act]
  return (
    <FormDialog<Values>
      title={title}
      open={open}
      close={close}
      action={action}
      busy={busy}
      error={error}
      initial={{}}
      submit={({ reason, note }) => {
        const more = filled(note)
        send({ reason, ...(more && { note: more }) })
      }}
    >
      <Form.Item
        name="reason"
        label={words.label}
        extra={words.hint}
        className="form-wide"
        rules={[{ required: true, message: words.missing }]}
      >
        <Reasons />
      </Form.Item>
      <Form.Item name="note" label={words.note} className="form-wide">
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}

type Chosen = { value?: TakedownReason; onChange?: (value: TakedownReason) => void; id?: string }

/** Arrows go through them; their own digit chooses one at once. */
function Reasons({ value, onChange, id }: Chosen) {
  return (
    <div
      onKeyDown={event => {
        const reason = TakedownReason.options[Number(event.key) - 1]
        if (reason) onChange?.(reason)
      }}
    >
      <Radio.Group
        {...(id && { id })}
        className="forum-reasons"
        value={value}
        onChange={event => {
          const { data } = TakedownReason.safeParse(event.target.value)
          if (data) onChange?.(data)
        }}
      >
        {options.map(({ value: each, label }, nth) => (
          <Radio key={each} value={each} {...(nth === 0 && { 'data-first': true })}>
            {label}
          </Radio>
        ))}
      </Radio.Group>
    </div>
  )
}
