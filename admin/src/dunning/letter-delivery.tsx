import { dunningApi } from '@linli/shared/dunning/api'
import { DeliveryWay, type Reminder } from '@linli/shared/dunning/schema'
import { wayNames } from '@linli/shared/dunning/words'
import { Form, Input, Radio } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { filled, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { dunningWords as words } from './words'

type Values = { way: DeliveryWay; on?: string; number?: string; note?: string }

/** A printed letter reached its household: how, and on which day. */
export function LetterDelivery({ reminder, close }: { reminder: Reminder | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const save = useWrite(dunningApi.recordDelivery, {
    refreshes: ['dunning.', 'insight.', 'audit.'],
    onDone: () => {
      toast(words.delivered)
      close()
    },
  })
  const submit = ({ way, on = '', number, note }: Values) => {
    if (!reminder) return
    const { object, debtId, reminderId, version } = reminder
    const more = { number: filled(number), note: filled(note) }
    save.mutate({ communityId, roomId: object.id, debtId, reminderId, version, way, on, ...more })
  }
  return (
    <FormDialog<Values>
      title={words.deliverTitle}
      open={reminder !== undefined}
      close={close}
      action={words.deliver}
      busy={save.isPending}
      error={save.error}
      initial={{ way: 'in_person', on: today() }}
      submit={submit}
    >
      <Form.Item name="way" label={words.way} className="form-wide">
        <Radio.Group options={DeliveryWay.options.map(value => ({ value, label: wayNames[value] }))} />
      </Form.Item>
      <Form.Item name="on" label={words.on} rules={[needed(words.onMissing)]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="number" label={words.number}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="note" label={words.note} className="form-wide">
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
