import { billingApi } from '@linli/shared/billing/api'
import type { FeeItemWithTariffs } from '@linli/shared/billing/schema'
import { monthEnd, monthOf, monthStart } from '@linli/shared/time'
import { useMutation } from '@tanstack/react-query'
import { Checkbox, Form, Input, Radio } from 'antd'
import { useNavigate } from 'react-router'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { needed } from '../kit/rules'
import { MonthField } from '../kit/stepper'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { findRooms } from './room-codes'
import { feeFormWords } from './fee-words'
import { runWords as words } from './run-words'

type Values = {
  window: 'month' | 'custom'
  month: string
  from?: string
  to?: string
  items: string[]
  rooms: 'all' | 'some'
  codes?: string
}

/** Which days, which items, which rooms; the drafts are computed afterwards and reach nobody yet. */
export function RunStart({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const navigate = useNavigate()
  const items = useRead(billingApi.listFeeItems, { communityId }, { enabled: open }).data?.items
  const active = items?.filter(item => item.active) ?? []
  const start = useWrite(billingApi.startRun, {
    refreshes: ['billing.listRuns', 'insight.', 'audit.'],
    onDone: run => void navigate(`/c/${communityId}/runs/${run.runId}`),
  })
  const prepare = useMutation({
    mutationFn: async ({ window, month, from, to, items, rooms, codes }: Values) => {
      const roomIds = rooms === 'some' ? await findRooms(communityId, codes ?? '') : undefined
      const days =
        window === 'month' ? { from: monthStart(month), to: monthEnd(month) } : { from: from ?? '', to: to ?? '' }
      return start.mutateAsync({ communityId, ...days, feeItemIds: items, roomIds })
    },
  })
  return (
    <FormDialog<Values>
      title={words.startTitle}
      open={open && items !== undefined}
      close={close}
      action={words.startAction}
      busy={prepare.isPending}
      error={prepare.error}
      initial={{
        window: 'month',
        month: monthOf(today()),
        items: active.filter(item => item.tariffs.length > 0).map(item => item.feeItemId),
        rooms: 'all',
      }}
      submit={values => prepare.mutate(values)}
    >
      <p className="form-wide hint">{words.startLine}</p>
      <Window />
      <Items items={active} />
      <Rooms />
    </FormDialog>
  )
}

function Window() {
  const window = Form.useWatch('window', Form.useFormInstance<Values>())
  const required = needed(feeFormWords.missing)
  return (
    <>
      <Form.Item name="window" label={words.columns.window} className="form-wide">
        <Radio.Group
          options={[
            { value: 'month', label: words.byMonth },
            { value: 'custom', label: words.custom },
          ]}
        />
      </Form.Item>
      {window === 'custom' ? (
        <>
          <Form.Item name="from" label={words.from} rules={[required]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="to"
            label={words.to}
            dependencies={['from']}
            rules={[
              required,
              form => ({
                validator: (_, to: string | undefined) =>
                  to && to < String(form.getFieldValue('from') ?? '')
                    ? Promise.reject(new Error(words.badDates))
                    : Promise.resolve(),
              }),
            ]}
          >
            <Input type="date" />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="month" label={words.month} className="form-wide">
          <MonthField />
        </Form.Item>
      )}
    </>
  )
}

function Items({ items }: { items: FeeItemWithTariffs[] }) {
  return (
    <Form.Item
      name="items"
      label={words.items}
      className="form-wide"
      rules={[
        {
          validator: (_, chosen: string[] | undefined) =>
            chosen && chosen.length > 0
              ? Promise.resolve()
              : Promise.reject(new Error(items.length > 0 ? words.missing : words.noItems)),
        },
      ]}
    >
      <Checkbox.Group
        options={items.map(({ feeItemId, name, tariffs }) => ({
          value: feeItemId,
          label: tariffs.length > 0 ? name : words.noTariff(name),
          disabled: tariffs.length === 0,
        }))}
      />
    </Form.Item>
  )
}

function Rooms() {
  const rooms = Form.useWatch('rooms', Form.useFormInstance<Values>())
  return (
    <>
      <Form.Item name="rooms" label={words.rooms} className="form-wide">
        <Radio.Group
          options={[
            { value: 'all', label: words.allRooms },
            { value: 'some', label: words.someRooms },
          ]}
        />
      </Form.Item>
      {rooms === 'some' && (
        <Form.Item name="codes" extra={words.roomsHint} className="form-wide" rules={[needed(feeFormWords.missing)]}>
          <Input.TextArea rows={2} aria-label={words.rooms} placeholder="3-2-1501 3-2-1502" />
        </Form.Item>
      )}
    </>
  )
}
