import { Checkbox, Form, Input } from 'antd'
import { FormGroup } from '../kit/form-group'
import { decimal, needed, wholeNumber } from '../kit/rules'
import type { FeeItemValues } from './fee-item-values'
import { feeFormWords as words } from './fee-words'

/** 违约金: nothing to fill in until it is switched on, and then the contract's clause first (民法典 585). */
export function LateFeeFields() {
  const form = Form.useFormInstance<FeeItemValues>()
  const isOn = Form.useWatch('lateFee', form)
  const nature = Form.useWatch('nature', form)
  const required = needed(words.missing)
  return (
    <FormGroup title={words.lateFee}>
      <Form.Item name="lateFee" valuePropName="checked" extra={words.lateFeeHint} className="form-wide">
        <Checkbox>{words.lateFeeOn}</Checkbox>
      </Form.Item>
      {isOn && (
        <>
          <Form.Item name="clause" label={words.clause} rules={[required]} className="form-wide">
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <Form.Item name="rate" label={words.rate} rules={[required, decimal(10_000, words.badRate)]}>
            <Input inputMode="decimal" placeholder="0.05" />
          </Form.Item>
          <Form.Item name="grace" label={words.grace} rules={[wholeNumber(0, 365)]}>
            <Input inputMode="numeric" />
          </Form.Item>
          <Form.Item name="cap" label={words.cap} extra={words.capHint} rules={[wholeNumber(1, 1000)]}>
            <Input inputMode="numeric" />
          </Form.Item>
          {nature === 'collected_for_others' && (
            <Form.Item name="coversCollected" valuePropName="checked" className="form-wide">
              <Checkbox>{words.coversCollected}</Checkbox>
            </Form.Item>
          )}
        </>
      )}
    </FormGroup>
  )
}
