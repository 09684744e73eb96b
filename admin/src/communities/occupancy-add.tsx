import { OccupancyRole, occupancyRoleNames, type Room } from '@linli/shared/communities/schema'
import { peopleApi } from '@linli/shared/people/api'
import { IdNumber, Phone, TypedName } from '@linli/shared/people/schema'
import { Checkbox, Form, Input, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { filled, fits, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { communityWords } from './words'

const words = communityWords.occupancy

type Values = {
  name: string
  kind: 'natural' | 'organisation'
  phone?: string
  idNumber?: string
  role: OccupancyRole
  from: string
  payer?: boolean
}

export function OccupancyAdd({ room, open, close }: { room: Room; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const add = useWrite(peopleApi.addOccupancy, {
    refreshes: ['communities.', 'people.', 'audit.'],
    onDone: () => {
      toast(communityWords.saved)
      close()
    },
  })
  const submit = ({ name, kind, phone, idNumber, role, from, payer }: Values) =>
    add.mutate({
      communityId,
      roomId: room.roomId,
      person: { name, kind, phone: filled(phone), idNumber: filled(idNumber) },
      role,
      from,
      ...(role === 'tenant' && payer && { payer }),
    })
  return (
    <FormDialog<Values>
      title={communityWords.addOccupancyTitle(room.code)}
      open={open}
      close={close}
      action={communityWords.addOccupancyAction}
      busy={add.isPending}
      error={add.error}
      initial={{ kind: 'natural', role: 'owner', from: today() }}
      submit={submit}
    >
      <Form.Item name="name" label={words.name} rules={[needed(communityWords.missing), fits(TypedName)]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={words.kind}>
        <Select
          options={[
            { value: 'natural', label: words.natural },
            { value: 'organisation', label: words.organisation },
          ]}
        />
      </Form.Item>
      <Form.Item name="phone" label={words.phone} rules={[fits(Phone)]} extra={words.privacy}>
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="idNumber" label={words.idNumber} rules={[fits(IdNumber)]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={words.role}>
        <Select options={OccupancyRole.options.map(value => ({ value, label: occupancyRoleNames[value] }))} />
      </Form.Item>
      <Form.Item name="from" label={words.from} rules={[needed(communityWords.missing)]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item noStyle dependencies={['role']}>
        {form =>
          form.getFieldValue('role') === 'tenant' && (
            <Form.Item name="payer" valuePropName="checked" extra={words.payerHint} className="form-wide">
              <Checkbox>{words.payer}</Checkbox>
            </Form.Item>
          )
        }
      </Form.Item>
    </FormDialog>
  )
}
