import { NamedPayer } from '@linli/shared/billing/registers'
import { RoomTerms } from '@linli/shared/billing/room-terms'
import { parseScaled, priceScale } from '@linli/shared/money'
import { Form, Input } from 'antd'
import { decimal, filled, fits } from '../kit/rules'
import { assignmentWords as words } from './register-words'

export type TermsValues = {
  from?: string
  to?: string
  coefficient?: string
  payer?: string
  payerFrom?: string
  payerTo?: string
  exemptReason?: string
}

/** What can be agreed for a room or a thing: dates, coefficient, who pays, or nothing at all. */
export function TermsFields() {
  return (
    <>
      <Form.Item name="from" label={words.from} extra={words.blank}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={words.to} extra={words.blank}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="coefficient"
        label={words.coefficient}
        extra={words.coefficientHint}
        rules={[decimal(priceScale, words.badCoefficient)]}
      >
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item
        name="payer"
        label={words.payer}
        extra={words.payerHint}
        rules={[fits(NamedPayer.shape.name)]}
        className="form-wide"
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="payerFrom" label={words.payerFrom} extra={words.blank}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="payerTo" label={words.payerTo} extra={words.blank}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="exemptReason"
        label={words.exemptReason}
        extra={words.exemptHint}
        rules={[fits(RoomTerms.shape.exemptReason)]}
        className="form-wide"
      >
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

/** What was typed, as the interface wants it; what was left blank is left out. */
export function termsOf(values: TermsValues): RoomTerms {
  const [from, to, name, coefficient] = [values.from, values.to, values.payer, values.coefficient].map(filled)
  const [payerFrom, payerTo, exemptReason] = [values.payerFrom, values.payerTo, values.exemptReason].map(filled)
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(coefficient && { coefficient: parseScaled(coefficient, priceScale) }),
    ...(name && { payers: [{ name, ...(payerFrom && { from: payerFrom }), ...(payerTo && { to: payerTo }) }] }),
    ...(exemptReason && { exemptReason }),
  }
}
