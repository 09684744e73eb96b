import type { Buyer } from '@linli/shared/invoices/schema'
import { TaxNumber } from '@linli/shared/invoices/tax-number'
import { Form, Input, Radio } from 'antd'
import { filled, fits, needed } from '../kit/rules'
import { invoiceWords } from './words'

const words = invoiceWords.request

export type BuyerValues = {
  kind: Buyer['kind']
  name: string
  taxNumber?: string
  address?: string
  phone?: string
  bank?: string
  bankAccount?: string
}

/** What was typed as the contract takes it. */
export const buyerOf = ({ kind, name, taxNumber = '', ...more }: BuyerValues): Buyer =>
  kind === 'personal'
    ? { kind, name }
    : {
        kind,
        name,
        taxNumber,
        address: filled(more.address),
        phone: filled(more.phone),
        bank: filled(more.bank),
        bankAccount: filled(more.bankAccount),
      }

/** 抬头: a person's name, or a company's with its tax number. */
export const TitleFields = () => (
  <>
    <Form.Item name="kind" label={words.kind} className="form-wide">
      <Radio.Group
        options={[
          { value: 'personal', label: words.personal },
          { value: 'company', label: words.company },
        ]}
      />
    </Form.Item>
    <Form.Item name="name" label={words.name} rules={[needed(words.needed)]}>
      <Input maxLength={100} />
    </Form.Item>
    <Form.Item noStyle dependencies={['kind']}>
      {({ getFieldValue }) => (getFieldValue('kind') === 'company' ? <CompanyFields /> : null)}
    </Form.Item>
  </>
)

const CompanyFields = () => (
  <>
    <Form.Item name="taxNumber" label={words.taxNumber} rules={[needed(words.needed), fits(TaxNumber)]}>
      <Input maxLength={24} autoComplete="off" />
    </Form.Item>
    <Form.Item name="address" label={words.address}>
      <Input maxLength={100} />
    </Form.Item>
    <Form.Item name="phone" label={words.phone}>
      <Input maxLength={30} />
    </Form.Item>
    <Form.Item name="bank" label={words.bank}>
      <Input maxLength={100} />
    </Form.Item>
    <Form.Item name="bankAccount" label={words.account}>
      <Input maxLength={40} />
    </Form.Item>
  </>
)
