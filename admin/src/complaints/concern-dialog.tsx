import { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintDetail } from '@linli/shared/complaints/schema'
import { Checkbox, Form } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { type DialogOf, useDone } from './use-done'
import { usePeople } from './use-people'
import { actWords } from './words'

const words = actWords.concerns

/** Whom it is about: they do not handle it, whatever else they may. */
export function ConcernDialog({ complaint, open, close }: DialogOf<ComplaintDetail>) {
  const { communityId } = usePlace()
  const { complaintId, concerns } = complaint
  const save = useWrite(complaintsApi.nameConcerned, useDone(close, words.done))
  const people = usePeople(open)
  return (
    <FormDialog<{ personIds: string[] }>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      initial={{ personIds: concerns.map(({ personId }) => personId) }}
      submit={({ personIds }) => save.mutate({ communityId, complaintId, personIds })}
    >
      <Form.Item name="personIds" label={words.label} extra={words.hint} className="form-wide">
        <Checkbox.Group
          className="radio-lines"
          options={people.map(({ personId, name, title }) => ({ value: personId, label: `${name} · ${title}` }))}
        />
      </Form.Item>
    </FormDialog>
  )
}
