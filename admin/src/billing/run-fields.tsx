import type { FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import { Checkbox, Form, Input, Radio } from 'antd'
import { needed } from '../kit/rules'
import { MonthField } from '../kit/stepper'
import { feeFormWords } from './fee-words'
import { runWords as words } from './run-words'

/** What the form of a new run holds. */
export type RunValues = {
  window: 'month' | 'custom'
  month: string
  from?: string
  to?: string
  items: string[]
  rooms: 'all' | 'some'
  codes?: string
}

/** A month, or any days. */
export function RunWindow() {
  const window = Form.useWatch('window', Form.useFormInstance<RunValues>())
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

/** At least one; without a tariff an item cannot be charged. */
export function RunItems({ items }: { items: FeeItemWithTariffs[] }) {
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

/** All, or some by their numbers. */
export function RunRooms() {
  const rooms = Form.useWatch('rooms', Form.useFormInstance<RunValues>())
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
