import { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintDetail } from '@linli/shared/complaints/schema'
import { Form, Radio } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { usePlace } from '../session'
import { useWrite } from '../queries'
import { type DialogOf, useDone } from './use-done'
import { usePeople } from './use-people'
import { actWords } from './words'

const words = actWords.assign

/** 交给谁办: everybody who handles these here; whom it concerns is shown, and cannot be chosen. */
export function HandDialog({ complaint, open, close }: DialogOf<ComplaintDetail>) {
  const { communityId } = usePlace()
  const { complaintId, concerns, handler } = complaint
  const save = useWrite(
    complaintsApi.assign,
    useDone<ComplaintDetail>(close, done => words.done(done.handler?.name ?? '')),
  )
  const people = usePeople(open)
  const options = people
    .filter(({ handles }) => handles)
    .map(({ personId, name, title }) => {
      const disabled = concerns.some(each => each.personId === personId)
      return { value: personId, disabled, label: disabled ? words.concerned(name) : `${name} · ${title}` }
    })
  return (
    <FormDialog<{ personId: string }>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      initial={handler ? { personId: handler.personId } : {}}
      submit={({ personId }) => save.mutate({ communityId, complaintId, personId })}
    >
      <Form.Item
        name="personId"
        label={words.label}
        className="form-wide"
        rules={[{ required: true, message: words.missing }]}
      >
        <Radio.Group className="radio-lines" options={options} />
      </Form.Item>
    </FormDialog>
  )
}
