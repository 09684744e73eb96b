import { Cycle, FeeItem, MonthDay, Nature, Timing } from '@linli/shared/billing/fee-schema'
import { cycleNames, natureNames, roundingNames } from '@linli/shared/billing/words'
import { communitiesApi } from '@linli/shared/communities/api'
import { Checkbox, Form, Input, Select } from 'antd'
import { FormGroup } from '../kit/form-group'
import { decimal, fits, needed, wholeNumber } from '../kit/rules'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { DiscountFields } from './discount-fields'
import type { FeeItemValues } from './fee-item-values'
import { FormulaFields } from './formula-fields'
import { LateFeeFields } from './late-fee-fields'
import { feeFormWords as words, timingNames } from './fee-words'

const choices = <K extends string>(names: Record<K, string>, keys: readonly K[]) =>
  keys.map(value => ({ value, label: names[value] }))
const cycles = Cycle.options.map(option => option.shape.kind.value)
const required = [needed(words.missing)]

/** Every setting of a fee item; a field that a choice does not need is not there. */
export function FeeItemFields() {
  const { communityId } = usePlace()
  const entities = useRead(communitiesApi.get, { communityId }).data?.entities ?? []
  const form = Form.useFormInstance<FeeItemValues>()
  const cycle = Form.useWatch('cycle', form)
  const timing = Form.useWatch('timing', form)
  return (
    <>
      <FormGroup title={words.basics}>
        <Form.Item name="name" label={words.name} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="nature" label={words.nature}>
          <Select options={choices(natureNames, Nature.options)} />
        </Form.Item>
        <Form.Item name="entity" label={words.entity} rules={required} className="form-wide">
          <Select options={entities.map(({ entityId, name }) => ({ value: entityId, label: name }))} />
        </Form.Item>
      </FormGroup>
      <FormGroup title={words.computing}>
        <FormulaFields />
        <Form.Item name="rounding" label={words.rounding}>
          <Select options={choices(roundingNames, ['fen', 'jiao', 'yuan'])} />
        </Form.Item>
      </FormGroup>
      <FormGroup title={words.when}>
        <Form.Item name="cycle" label={words.cycle}>
          <Select options={choices(cycleNames, cycles)} />
        </Form.Item>
        <Form.Item name="timing" label={words.timing}>
          <Select options={choices(timingNames, Timing.options)} />
        </Form.Item>
        {cycle === 'anniversary' && (
          <Form.Item name="months" label={words.months} rules={[...required, wholeNumber(1, 60)]}>
            <Input inputMode="numeric" />
          </Form.Item>
        )}
        {cycle === 'heating_season' && (
          <>
            <Form.Item name="seasonFrom" label={words.seasonFrom} rules={[...required, fits(MonthDay)]}>
              <Input placeholder="11-15" />
            </Form.Item>
            <Form.Item name="seasonTo" label={words.seasonTo} rules={[...required, fits(MonthDay)]}>
              <Input placeholder="03-15" />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="dueDays"
          label={words.dueDays}
          extra={words.dueDaysHint(timing)}
          rules={[...required, wholeNumber(0, 366)]}
        >
          <Input inputMode="numeric" />
        </Form.Item>
      </FormGroup>
      <FormGroup title={words.tax}>
        <Form.Item name="taxRate" label={words.taxRate} rules={[decimal(100, words.badNumber)]}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="taxCode" label={words.taxCode} rules={[fits(FeeItem.shape.taxCode)]}>
          <Input inputMode="numeric" maxLength={19} />
        </Form.Item>
        <Form.Item name="invoiceable" valuePropName="checked" className="form-wide">
          <Checkbox>{words.invoiceable}</Checkbox>
        </Form.Item>
      </FormGroup>
      <LateFeeFields />
      <DiscountFields />
      <Form.Item name="assigned" valuePropName="checked" className="form-wide">
        <Checkbox>{words.assigned}</Checkbox>
      </Form.Item>
      <Form.Item name="active" valuePropName="checked" className="form-wide">
        <Checkbox>{words.active}</Checkbox>
      </Form.Item>
    </>
  )
}
