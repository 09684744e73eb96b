import type { BulkTask } from '@linli/shared/billing/bulk-schema'
import { feeApi } from '@linli/shared/billing/fee-api'
import { NamedPayer } from '@linli/shared/billing/registers'
import { RoomStatus, roomStatusNames } from '@linli/shared/communities/schema'
import { addMonths, monthStart } from '@linli/shared/time'
import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { filled, fits, needed } from '../kit/rules'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { bulkWords as words } from './bulk-words'
import { codesIn } from './room-codes'
import { RunItems } from './run-fields'
import { useBulkStart } from './use-bulk-start'

type Values = {
  rooms: 'prefix' | 'codes'
  prefix?: string
  codes?: string
  status?: RoomStatus | ''
  payerNow?: string
  items: string[]
  payer: 'law' | 'named'
  name?: string
  from: string
  reissue?: boolean
  reason: string
}

/** Who pays some fees of some rooms from a day on; their unpaid bills with it. */
export function BulkPayers({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const start = useBulkStart()
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items ?? []
  const choices = items.filter(
    ({ active, charges, formula }) => active && !charges && formula.kind !== 'contract' && formula.kind !== 'duration',
  )
  return (
    <FormDialog<Values>
      title={words.payers}
      open={open}
      close={close}
      action={words.preview}
      busy={start.isPending}
      error={start.error}
      initial={{
        rooms: 'prefix',
        status: '',
        items: [],
        payer: 'named',
        from: monthStart(addMonths(today(), 1)),
        reissue: true,
      }}
      submit={values => start.mutate({ communityId, task: taskOf(values) })}
      width={640}
    >
      <p className="form-wide hint">{words.payersLine}</p>
      <Rooms />
      <RunItems items={choices} />
      <NewPayer />
      <Form.Item name="from" label={words.payersFrom} rules={[needed(words.missing)]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={[needed(words.missing)]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="reissue" valuePropName="checked" className="form-wide">
        <Checkbox>{words.moveBills}</Checkbox>
      </Form.Item>
    </FormDialog>
  )
}

function taskOf(values: Values): BulkTask {
  const { rooms, items: feeItemIds, from, reissue = false, reason, payer } = values
  const [prefix, payerNow] = [values.prefix, values.payerNow].map(text => filled(text?.trim()))
  return {
    kind: 'payers',
    ...(rooms === 'codes' ? { codes: codesIn(values.codes ?? '') } : { prefix }),
    status: values.status || undefined,
    payerNow,
    feeItemIds,
    from,
    payer: payer === 'law' ? { kind: 'law' } : { kind: 'named', name: values.name ?? '' },
    reissue,
    reason,
  }
}

/** A building, a unit or a list; of these those of a status, or whose payer is somebody. */
function Rooms() {
  const rooms = Form.useWatch('rooms', Form.useFormInstance<Values>())
  return (
    <>
      <Form.Item name="rooms" label={words.rooms} className="form-wide">
        <Radio.Group
          options={[
            { value: 'prefix', label: words.roomsBy.prefix },
            { value: 'codes', label: words.roomsBy.codes },
          ]}
        />
      </Form.Item>
      {rooms === 'codes' ? (
        <Form.Item
          name="codes"
          label={words.codes}
          extra={words.codesHint}
          className="form-wide"
          rules={[
            needed(words.missing),
            {
              validator: (_, text?: string) =>
                codesIn(text ?? '').length > 500 ? Promise.reject(new Error(words.codesMany)) : Promise.resolve(),
            },
          ]}
        >
          <Input.TextArea rows={2} placeholder="3-2-1501 3-2-1502" />
        </Form.Item>
      ) : (
        <Form.Item name="prefix" label={words.prefix} extra={words.prefixHint} className="form-wide">
          <Input maxLength={30} />
        </Form.Item>
      )}
      <Form.Item name="status" label={words.status}>
        <Select
          options={[
            { value: '', label: words.anyStatus },
            ...RoomStatus.options.map(value => ({ value, label: roomStatusNames[value] })),
          ]}
        />
      </Form.Item>
      <Form.Item name="payerNow" label={words.payerNow} extra={words.payerNowHint}>
        <Input maxLength={60} />
      </Form.Item>
    </>
  )
}

function NewPayer() {
  const payer = Form.useWatch('payer', Form.useFormInstance<Values>())
  return (
    <>
      <Form.Item name="payer" label={words.newPayer} className="form-wide">
        <Radio.Group
          options={[
            { value: 'named', label: words.named },
            { value: 'law', label: words.byLaw },
          ]}
        />
      </Form.Item>
      {payer !== 'law' && (
        <Form.Item
          name="name"
          label={words.payerName}
          extra={words.payerNameHint}
          className="form-wide"
          rules={[needed(words.missing), fits(NamedPayer.shape.name)]}
        >
          <Input maxLength={60} />
        </Form.Item>
      )}
    </>
  )
}
