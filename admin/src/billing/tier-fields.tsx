import type { Tier } from '@linli/shared/billing/formula-schema'
import { parseScaled, priceScale } from '@linli/shared/money'
import { Button, Form, Input } from 'antd'
import { FormGroup } from '../kit/form-group'
import { decimal, needed } from '../kit/rules'
import { feeFormWords, tariffFormWords } from './fee-words'
import { tierWords as words } from './formula-words'

export type TierValues = { over: string; price: string }[]

const readingScale = 1_000
const mostTiers = 9

/** 阶梯 above the price: from which use on, and what it costs. */
export function TierFields({ unit }: { unit: string }) {
  const required = needed(feeFormWords.missing)
  return (
    <FormGroup title={words.title}>
      <p className="form-wide hint">{words.line}</p>
      <Form.List name="tiers">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="bar form-wide">
                <Form.Item
                  name={[name, 'over']}
                  label={words.over}
                  rules={[required, decimal(readingScale, words.badOver)]}
                >
                  <Input inputMode="decimal" />
                </Form.Item>
                <Form.Item
                  name={[name, 'price']}
                  label={words.price}
                  rules={[required, decimal(priceScale, tariffFormWords.badPrice)]}
                >
                  <Input inputMode="decimal" suffix={unit} />
                </Form.Item>
                <Button onClick={() => remove(name)}>{words.remove}</Button>
              </div>
            ))}
            {fields.length < mostTiers && <Button onClick={() => add({ over: '', price: '' })}>{words.add}</Button>}
          </>
        )}
      </Form.List>
    </FormGroup>
  )
}

/** From low to high, as the contract wants them; none where none were typed. */
export function tiersOf(values: TierValues | undefined): Tier[] | undefined {
  if (!values || values.length === 0) return undefined
  return values
    .map(({ over, price }) => ({
      over: parseScaled(over, readingScale) ?? 0,
      price: parseScaled(price, priceScale) ?? 0,
    }))
    .sort((a, b) => a.over - b.over)
}
