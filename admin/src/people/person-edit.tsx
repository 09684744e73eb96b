import { peopleApi } from '@linli/shared/people/api'
import { Email, IdNumber, type Person, Phone, TypedName } from '@linli/shared/people/schema'
import { Form, Input, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { filled, fits, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { kitWords } from '../kit/words'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { peopleWords as words } from './words'

type Values = { name: string; kind: Person['kind']; phone?: string; idNumber?: string; email?: string }

/** A number left blank stays as it is: the office corrects what it cannot see whole. */
export function PersonEdit({ person, open, close }: { person: Person; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const update = useWrite(peopleApi.update, {
    refreshes: ['people.', 'communities.', 'audit.'],
    onDone: () => {
      toast(words.saved)
      close()
    },
  })
  const { personId, version } = person
  return (
    <FormDialog<Values>
      title={words.editTitle(person.name)}
      open={open}
      close={close}
      action={kitWords.save}
      busy={update.isPending}
      error={update.error}
      initial={{ name: person.name, kind: person.kind }}
      submit={({ name, kind, phone, idNumber, email }) =>
        update.mutate({
          communityId,
          personId,
          version,
          name,
          kind,
          phone: filled(phone),
          idNumber: filled(idNumber),
          email: filled(email),
        })
      }
    >
      <Form.Item name="name" label={words.fields.name} rules={[needed(words.missing), fits(TypedName)]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={words.fields.kind}>
        <Select
          options={[
            { value: 'natural', label: words.kinds.natural },
            { value: 'organisation', label: words.kinds.organisation },
          ]}
        />
      </Form.Item>
      <Form.Item name="phone" label={words.fields.phone} rules={[fits(Phone)]} extra={words.keep(person.phoneMasked)}>
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="idNumber"
        label={words.fields.idNumber}
        rules={[fits(IdNumber)]}
        extra={words.keep(person.idNumberMasked)}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={words.fields.email} rules={[fits(Email)]} extra={words.keep(person.emailMasked)}>
        <Input inputMode="email" autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}
