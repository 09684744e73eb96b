import { mostPrepaid } from '@linli/shared/billing/fee-schema'
import { Form, Input, Select } from 'antd'
import { FormGroup } from '../kit/form-group'
import { decimal, needed, wholeNumber } from '../kit/rules'
import type { FeeItemValues } from './fee-item-values'
import { feeFormWords as words } from './fee-words'

const kinds = ['none', 'months_at_once', 'pay_get'] as const

/** 优惠 and 预缴: only the office's own revenue has a discount; what months at once bring needs 预缴 to buy them by. */
export function DiscountFields() {
  const form = Form.useFormInstance<FeeItemValues>()
  const nature = Form.useWatch('nature', form)
  const atOnce = Form.useWatch('atOnce', form)
  const required = needed(words.missing)
  const isOwn = nature === 'own_revenue'
  return (
    <FormGroup title={words.discount}>
      <Form.Item
        name="prepayMonths"
        label={words.prepayMonths}
        extra={words.prepayMonthsHint}
        rules={[wholeNumber(1, mostPrepaid)]}
      >
        <Input inputMode="numeric" />
      </Form.Item>
      {isOwn && (
        <>
          <Form.Item
            name="onTime"
            label={words.onTime}
            extra={words.onTimeHint}
            rules={[decimal(100, words.badNumber)]}
          >
            <Input inputMode="decimal" suffix="%" />
          </Form.Item>
          <Form.Item name="atOnce" label={words.atOnce} extra={words.atOnceHint} className="form-wide">
            <Select options={kinds.map(value => ({ value, label: words.atOnceNames[value] }))} />
          </Form.Item>
          {atOnce === 'months_at_once' && (
            <>
              <Form.Item name="onceMonths" label={words.onceMonths} rules={[required, wholeNumber(2, mostPrepaid)]}>
                <Input inputMode="numeric" />
              </Form.Item>
              <Form.Item name="onceRate" label={words.onceRate} rules={[required, decimal(100, words.badNumber)]}>
                <Input inputMode="decimal" suffix="%" />
              </Form.Item>
            </>
          )}
          {atOnce === 'pay_get' && (
            <>
              <Form.Item name="pay" label={words.pay} rules={[required, wholeNumber(1, mostPrepaid)]}>
                <Input inputMode="numeric" />
              </Form.Item>
              <Form.Item name="get" label={words.get} rules={[required, wholeNumber(1, 24)]}>
                <Input inputMode="numeric" />
              </Form.Item>
            </>
          )}
        </>
      )}
    </FormGroup>
  )
}
