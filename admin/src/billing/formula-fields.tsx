import { AreaKind, ShareBy } from '@linli/shared/billing/formula-schema'
import { areaNames, formulaNames, shareByNames } from '@linli/shared/billing/line-words'
import { MeterType, meterTypeNames } from '@linli/shared/billing/registers'
import { Form, Input, Radio, Select } from 'antd'
import { decimal, needed } from '../kit/rules'
import { ExpressionTry } from './expression-try'
import { feeFormWords as words } from './fee-words'
import { formulaWords, perNames, tierByNames } from './formula-words'
import { type FormulaValues, offeredKinds } from './formula-values'

const choices = <K extends string>(names: Record<K, string>, keys: readonly K[]) =>
  keys.map(value => ({ value, label: names[value] }))
/** How it computes; what a choice does not need is not there. */
export function FormulaFields() {
  const form = Form.useFormInstance<FormulaValues>()
  const kind = Form.useWatch('formula', form)
  return (
    <>
      <Form.Item name="formula" label={words.formula} extra={formulaWords.hints[kind]}>
        <Select options={choices(formulaNames, offeredKinds)} />
      </Form.Item>
      {kind === 'area' && (
        <Form.Item name="area" label={words.area}>
          <Select options={choices(areaNames, AreaKind.options)} />
        </Form.Item>
      )}
      {(kind === 'area' || kind === 'fixed') && (
        <Form.Item name="charges" label={words.charges} className="form-wide">
          <Radio.Group
            options={choices(words.chargeNames, kind === 'fixed' ? ['room', 'space', 'vehicle'] : ['room', 'space'])}
          />
        </Form.Item>
      )}
      {kind === 'meter' && (
        <>
          <Form.Item name="meter" label={formulaWords.meter}>
            <Select options={choices(meterTypeNames, MeterType.options)} />
          </Form.Item>
          <Form.Item name="tierBy" label={formulaWords.tierBy}>
            <Select options={choices(tierByNames, ['none', 'month', 'year'])} />
          </Form.Item>
        </>
      )}
      {kind === 'shared' && (
        <Form.Item name="shareBy" label={formulaWords.shareBy}>
          <Select options={choices(shareByNames, ShareBy.options)} />
        </Form.Item>
      )}
      {kind === 'expression' && (
        <>
          <Form.Item name="per" label={formulaWords.per}>
            <Select options={choices(perNames, ['month', 'period'])} />
          </Form.Item>
          <Form.Item
            name="expression"
            label={formulaWords.expression}
            extra={formulaWords.expressionHint}
            rules={[needed(words.missing)]}
            className="form-wide"
          >
            <Input.TextArea rows={2} maxLength={500} placeholder={formulaWords.example} />
          </Form.Item>
          <ExpressionTry />
        </>
      )}
      {kind !== 'shared' && kind !== 'contract' && kind !== 'duration' && (
        <Form.Item
          name="coefficient"
          label={words.coefficient}
          extra={words.coefficientHint}
          rules={[decimal(10_000, words.badNumber)]}
        >
          <Input inputMode="decimal" />
        </Form.Item>
      )}
    </>
  )
}
