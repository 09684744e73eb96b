import { feeApi } from '@linli/shared/billing/fee-api'
import { monthOf } from '@linli/shared/time'
import { Checkbox, Form, Input, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { filled, needed } from '../kit/rules'
import { MonthField } from '../kit/stepper'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { bulkWords as words } from './bulk-words'
import { useBulkStart } from './use-bulk-start'

type Values = { month: string; prefix?: string; feeItemId?: string; all?: boolean; reason: string }

/** Which bills are void and issued again from today's data. */
export function BulkReissue({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const start = useBulkStart()
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items ?? []
  const submit = ({ month, prefix, feeItemId, all, reason }: Values) =>
    start.mutate({
      communityId,
      task: {
        kind: 'reissue',
        month,
        prefix: filled(prefix?.trim()),
        feeItemId: filled(feeItemId),
        ...(all && { all }),
        reason,
      },
    })
  return (
    <FormDialog<Values>
      title={words.reissue}
      open={open}
      close={close}
      action={words.preview}
      busy={start.isPending}
      error={start.error}
      initial={{ month: monthOf(today()), feeItemId: '' }}
      submit={submit}
    >
      <p className="form-wide hint">{words.reissueLine}</p>
      <Form.Item name="month" label={words.month} className="form-wide">
        <MonthField />
      </Form.Item>
      <Form.Item name="prefix" label={words.prefix} extra={words.prefixHint}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="feeItemId" label={words.item}>
        <Select
          options={[
            { value: '', label: words.anyItem },
            ...items.map(({ feeItemId, name }) => ({ value: feeItemId, label: name })),
          ]}
        />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={[needed(words.missing)]} className="form-wide">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="all" valuePropName="checked" className="form-wide">
        <Checkbox>{words.all}</Checkbox>
      </Form.Item>
    </FormDialog>
  )
}
