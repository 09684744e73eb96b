import { dunningApi } from '@linli/shared/dunning/api'
import { ArrearsReason, type DebtDetail } from '@linli/shared/dunning/schema'
import { reasonNames } from '@linli/shared/dunning/words'
import { Form, Input, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { filled } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { dunningWords as words } from './words'

type Values = { reason?: ArrearsReason; note?: string; what?: string; who?: string; until?: string }
type Props = { debt: DebtDetail; open: boolean; close: () => void }

/** Why a household does not pay, and who does what about it until when. */
export function DebtReason({ debt, open, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const save = useWrite(dunningApi.setReason, {
    refreshes: ['dunning.', 'insight.', 'audit.'],
    onDone: () => {
      toast(words.saved)
      close()
    },
  })
  const submit = ({ reason, note, what, who, until }: Values) => {
    const task = filled(what)
    if (reason)
      save.mutate({
        communityId,
        roomId: debt.object.id,
        debtId: debt.debtId,
        version: debt.version,
        reason,
        note: note ?? '',
        ...(task && { task: { what: task, who: who ?? '', until: until ?? '' } }),
      })
  }
  const neededWith = (name: keyof Values, message: string) => ({
    dependencies: [name],
    rules: [
      ({ getFieldValue }: { getFieldValue: (field: string) => unknown }) => ({
        validator: (_: unknown, value?: string) =>
          getFieldValue('what') && !value ? Promise.reject(new Error(message)) : Promise.resolve(),
      }),
    ],
  })
  return (
    <FormDialog<Values>
      title={words.reasonTitle(debt.object.code)}
      open={open}
      close={close}
      action={words.setReason}
      busy={save.isPending}
      error={save.error}
      initial={{ ...debt.reason }}
      submit={submit}
    >
      <Form.Item name="reason" label={words.reason} rules={[{ required: true, message: words.reasonMissing }]}>
        <Select options={ArrearsReason.options.map(value => ({ value, label: reasonNames[value] }))} />
      </Form.Item>
      <Form.Item name="note" label={words.note} className="form-wide">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      {!debt.task && (
        <>
          <Form.Item name="what" label={words.task} className="form-wide">
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="who" label={words.who} {...neededWith('what', words.whoMissing)}>
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item name="until" label={words.until} {...neededWith('what', words.untilMissing)}>
            <Input type="date" />
          </Form.Item>
        </>
      )}
    </FormDialog>
  )
}
